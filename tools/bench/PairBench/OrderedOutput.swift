import Dispatch
import Synchronization

/// Takes results from several workers in any order and counts their bytes in the order of the input, as a program that writes them would.
///
/// A worker takes a pair only when there is room, so that no more than `window` results are ever held.
final class OrderedOutput: Sendable {
  private struct State {
    var waiting: [Int: Result<[UInt8], any Error>] = [:]
    var next = 0
    var bytes = 0
    var failure: (any Error)?
  }

  private let room: DispatchSemaphore
  private let state = Mutex(State())

  init(window: Int) { room = DispatchSemaphore(value: window) }

  /// Waits until one more result may be under way.
  func waitForRoom() { room.wait() }

  /// Gives the room back when there is no more to do.
  func leaveRoom() { room.signal() }

  /// Hands over the result of the pair with this number, and passes on all that are next in order.
  func deliver(_ result: Result<[UInt8], any Error>, at index: Int) {
    state.withLock { state in
      state.waiting[index] = result
      while let result = state.waiting.removeValue(forKey: state.next) {
        switch result {
        case .success(let bytes): state.bytes += bytes.count
        case .failure(let error): state.failure = state.failure ?? error
        }
        state.next += 1
        room.signal()
      }
    }
  }

  /// How many bytes passed; throws the first pair's error that failed.
  func total() throws -> Int {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.bytes
    }
  }
}
