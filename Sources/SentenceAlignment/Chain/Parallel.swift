import Dispatch
import Synchronization

/// Work on all cores whose result does not depend on how many there are.
enum Parallel {
  /// What `body` gives for each element, in order.
  static func map<Element: Sendable, Result: Sendable>(_ elements: [Element], _ body: @Sendable (Element) -> Result) -> [Result] {
    guard elements.count > 1 else { return elements.map(body) }
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let result = body(elements[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// What `body` gives for consecutive parts of a range, put together in order. A range of up to `grain` elements is one part.
  static func concatenate<Element: Sendable>(
    _ range: Range<Int>, grain: Int, _ body: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let starts = Array(stride(from: range.lowerBound, to: range.upperBound, by: max(grain, 1)))
    guard starts.count > 1 else { return body(range) }
    return Array(map(starts) { body($0..<min($0 + grain, range.upperBound)) }.joined())
  }
}
