/// Where a file's header, units and notices leave the reader, one by one, so that each is gone before the next is made.
final class TMXOutlet {
  private let body: (TMXReader.Event) throws -> Void
  /// What the receiver has thrown: from then on it gets nothing more.
  private(set) var error: (any Error)?
  /// Whether there was a header or a unit.
  private(set) var hasContent = false

  init(_ body: @escaping (TMXReader.Event) throws -> Void) { self.body = body }

  /// Hands out a header or a unit.
  func hand(_ event: TMXReader.Event) {
    hasContent = true
    pass(event)
  }

  /// Hands out a notice.
  func hand(_ notice: TMXNotice) { pass(.notice(notice)) }

  private func pass(_ event: TMXReader.Event) {
    guard error == nil else { return }
    do { try body(event) } catch { self.error = error }
  }
}
