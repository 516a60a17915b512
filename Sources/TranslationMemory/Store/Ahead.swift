import Dispatch
import Synchronization

/// A value that another thread makes while this one does something else.
final class Ahead<Value: Sendable>: Sendable {
  private let isReady = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<Value, any Error>?>(nil)

  /// Starts making it on `queue`.
  init(on queue: DispatchQueue = .global(), _ body: @escaping @Sendable () throws -> Value) {
    queue.async { [self] in
      let made = Result { try body() }
      result.withLock { $0 = made }
      isReady.signal()
    }
  }

  /// Waits for it.
  func value() throws -> Value {
    isReady.wait()
    defer { isReady.signal() }
    while true { if let made = result.withLock({ $0 }) { return try made.get() } }
  }
}
