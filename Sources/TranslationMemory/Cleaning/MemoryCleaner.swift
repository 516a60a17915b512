/// Looks through a memory for units with faults, on all cores.
public struct MemoryCleaner: Sendable {
  private let store: any MemoryStore
  private let options: CleaningOptions
  private static let page = 10_000

  /// Looks through a memory with some options.
  public init(_ store: any MemoryStore, _ options: CleaningOptions = CleaningOptions()) { (self.store, self.options) = (store, options) }

  /// Calls `body` with the findings of each unit that has any, in the order of units.
  ///
  /// What is usual in the memory follows from its first 10,000 units.
  /// - Parameter progress: is told how many units were checked.
  /// - Returns: how many units there are.
  /// - Throws: what the memory and `body` throw, and a `Diagnostic` `.malformedInput` for a text too long for ICU.
  @discardableResult
  public func forEachUnit(
    progress: (Int) -> Void = { _ in }, _ body: (StoredUnit, [CleaningFinding]) throws -> Void
  ) throws -> Int {
    var done = 0
    var lengths: UsualLengths?
    let guess = LanguageGuess()
    var duplicates = DuplicateFinder()
    try store.forEachPage(of: Self.page) { units in
      let usual = lengths ?? UsualLengths(units)
      lengths = usual
      for (unit, found) in zip(units, try findings(of: units, usual, guess)) {
        var found = found
        if options.rules.contains(.duplicate), let first = duplicates.first(like: unit) {
          found.append(CleaningFinding(unit: unit.id, rule: .duplicate, message: "the same as \(first)"))
        }
        if !found.isEmpty { try body(unit, found) }
      }
      done += units.count
      progress(done)
      return true
    }
    return done
  }

  private func findings(of units: [StoredUnit], _ lengths: UsualLengths, _ guess: LanguageGuess) throws -> [[CleaningFinding]] {
    try units.parallelMap(by: 500) { units in
      let checker = UnitChecker(options, lengths, guess)
      return try units.map { try checker.findings(of: $0) }
    }
  }
}
