import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// Works on slices of at most `count` elements on all cores; the results are joined in order.
  /// - Throws: the first error, in order, that `body` throws.
  func parallelMap<Result: Sendable>(
    by count: Int, _ body: @Sendable (ArraySlice<Element>) throws -> [Result]
  ) throws -> [Result] {
    let chunks = (self.count + count - 1) / count
    let results = Mutex([Swift.Result<[Result], any Error>?](repeating: nil, count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
      let result = Swift.Result { try body(self[number * count..<Swift.min(self.count, (number + 1) * count)]) }
      results.withLock { $0[number] = result }
    }
    return try results.withLock { $0 }.flatMap { try $0?.get() ?? [] }
  }
}
