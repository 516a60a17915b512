import Glibc
import Synchronization

/// The path of a temporary file, noted where a signal handler finds it.
///
/// The table is a fixed array of atomic pointers, because a handler may neither allocate nor lock. Whoever takes a pointer out of its slot owns
/// it, so that no path is freed while the handler reads it.
public final class TemporaryFile {
  // Atomics may be shared; only the array around them does not say so.
  nonisolated(unsafe) private static let slots = InlineArray<256, Atomic<UnsafeMutablePointer<CChar>?>> { _ in Atomic(nil) }

  /// The path; nothing is created there yet.
  public let path: String
  /// Its place on the table as long as the file is unfinished.
  private var slot: Int?

  /// Chooses an unused name in a folder, `""` or with a final `/`, and notes it; `nil` with `errno` when over 256 are open.
  public init?(in folder: String) {
    path = folder + ".satzpaar-" + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp"
    guard let noted = strdup(path) else { return nil }
    let free = Self.slots.indices.first {
      Self.slots[$0].compareExchange(expected: nil, desired: noted, ordering: .acquiringAndReleasing).exchanged
    }
    guard let free else {
      Glibc.free(noted)
      errno = EMFILE
      return nil
    }
    slot = free
  }

  /// Takes the path off the table; the file is not touched.
  public func forget() { takeNote { _ in } }

  /// Removes the file, unless it was forgotten or removed before.
  public func remove() { takeNote { unlink($0) } }

  private func takeNote(_ body: (UnsafeMutablePointer<CChar>) -> Void) {
    guard let slot else { return }
    self.slot = nil
    guard let noted = Self.slots[slot].exchange(nil, ordering: .acquiringAndReleasing) else { return }
    body(noted)
    free(noted)
  }

  /// Removes all files on the table; safe inside a signal handler once it has been called outside of one.
  static func removeAll() {
    for index in slots.indices {
      if let noted = slots[index].exchange(nil, ordering: .acquiringAndReleasing) { unlink(noted) }
    }
  }
}
