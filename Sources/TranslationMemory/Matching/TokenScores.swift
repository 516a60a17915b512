/// OmegaT's three scores of a match, 0...100 each: 100 · (1 − edits / tokens of the longer), rounded down, where edits are those of whole tokens
/// (OmegaT, *Fuzzy matches*). They are shown beside the score by characters, and decide nothing.
public struct TokenScores: Hashable, Sendable {
  /// By stems of words.
  public let stems: Int
  /// By words as written, but for case.
  public let words: Int
  /// By all tokens: words, numbers, marks, white space, tags.
  public let tokens: Int

  init(_ a: MatchTokens, _ b: MatchTokens) {
    stems = Self.percent(a.stems, b.stems)
    words = Self.percent(a.words, b.words)
    tokens = Self.percent(a.all, b.all)
  }

  private static func percent(_ a: [String], _ b: [String]) -> Int {
    var numbers: [String: Int] = [:]
    func numbered(_ tokens: [String]) -> [Int] {
      tokens.map { token in
        let number = numbers[token] ?? numbers.count
        numbers[token] = number
        return number
      }
    }
    return EditDistance.percent(EditDistance.between(numbered(a), numbered(b)), of: max(a.count, b.count))
  }
}
