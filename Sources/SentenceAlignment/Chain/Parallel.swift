import Dispatch
import Synchronization

/// Work on all cores whose result does not depend on how many there are.
enum Parallel {
  /// What `body` gives for consecutive parts of a range, put together in order. A range of up to `grain` elements is one part.
  static func concatenate<Element: Sendable>(
    _ range: Range<Int>, grain: Int, _ body: @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let parts = (range.count + grain - 1) / max(grain, 1)
    guard parts > 1 else { return body(range) }
    let results = Mutex([[Element]](repeating: [], count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let start = range.lowerBound + part * grain
      let result = body(start..<min(start + grain, range.upperBound))
      results.withLock { $0[part] = result }
    }
    return results.withLock { Array($0.joined()) }
  }
}
