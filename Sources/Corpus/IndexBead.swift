/// A bead as a file gives it: any sentences on each side, by their indices. They need not be neighbours, and files need not cover all sentences.
public struct IndexBead: Hashable, Sendable {
  /// German sentences, 0-based, rising.
  public var german: [Int]
  /// English sentences, 0-based, rising.
  public var english: [Int]

  /// Makes a bead from its indices.
  public init(german: [Int], english: [Int]) {
    self.german = german
    self.english = english
  }

  /// The indices of an aligner's bead.
  public init(_ bead: Bead) { self.init(german: Array(bead.german), english: Array(bead.english)) }

  /// How many sentences it has on each side.
  public var type: BeadType { BeadType(german: german.count, english: english.count) }

  /// Reads a bead in vecalign's form: `[0, 1]:[2]`, with or without a third field, which must be a number and is not kept; `nil` for anything else.
  public init?(line: some StringProtocol) {
    let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(\.trimmed)
    guard fields.count == 2 || (fields.count == 3 && Double(fields[2])?.isFinite == true) else { return nil }
    guard let german = Self.indices(fields[0]), let english = Self.indices(fields[1]) else { return nil }
    self.init(german: german, english: english)
  }

  /// `[0, 1]`.
  private static func indices(_ field: Substring) -> [Int]? {
    guard field.count >= 2, field.first == "[", field.last == "]" else { return nil }
    let inner = field.dropFirst().dropLast().trimmed
    guard !inner.isEmpty else { return [] }
    var indices: [Int] = []
    for item in inner.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed) {
      guard item.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(item), index > indices.last ?? -1 else { return nil }
      indices.append(index)
    }
    return indices
  }
}

extension StringProtocol {
  /// Without white space at the ends.
  package var trimmed: Substring {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
