import TMX

/// Whether the inline tags of segments pair and agree.
enum TagBalance {
  /// What is wrong with the pairs of a segment; nil when nothing is.
  static func fault(of segment: TMXSegment) -> String? {
    if segment.text != nil { return nil }
    var open: Set<String> = []
    for tag in segment.tags {
      let number = tag.attributes["i"] ?? ""
      if tag.kind == .bpt, !open.insert(number).inserted { return "two beginnings of tag \(number)" }
      if tag.kind == .ept, open.remove(number) == nil { return "tag \(number) ends but does not begin" }
    }
    return open.min().map { "tag \($0) begins but does not end" }
  }

  /// Whether one of two segments has tags that the other lacks, by kind and type.
  static func difference(_ a: TMXSegment, _ b: TMXSegment) -> Bool {
    func names(_ segment: TMXSegment) -> [String] {
      segment.matchPieces.compactMap { if case .tag(let name) = $0 { name } else { nil } }.sorted()
    }
    return (a.text == nil || b.text == nil) && names(a) != names(b)
  }
}

/// Whether the brackets of texts pair.
enum BracketBalance {
  private static let kinds: [(open: Unicode.Scalar, close: Unicode.Scalar)] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")]

  /// The kind of bracket that pairs in one text and not in the other; nil when there is none. So `a)` and `a)` agree.
  static func difference(_ a: String, _ b: String) -> String? {
    kinds.first { isBalanced(a, $0) != isBalanced(b, $0) }.map { "\($0.open)\($0.close)" }
  }

  private static func isBalanced(_ text: String, _ kind: (open: Unicode.Scalar, close: Unicode.Scalar)) -> Bool {
    var depth = 0
    for scalar in text.unicodeScalars {
      if scalar == kind.open { depth += 1 }
      if scalar == kind.close {
        depth -= 1
        if depth < 0 { return false }
      }
    }
    return depth == 0
  }
}
