/// The bigrams of a folded text, with its ends: `·ab·` has three, so a text of n characters n + 1.
///
/// The second `en` of a text is another token than its first, so that the tokens two texts share are the bigrams they share, counted as often
/// as both have them. A text that is d edits away from another, the longer having L characters, shares at least L + 1 − 2d of them: an edit
/// touches two bigrams (Ukkonen 1992).
struct BigramTokens {
  /// A bigram in bits 8 to 23, how often it came before in bits 0 to 7.
  typealias Token = UInt32

  /// Occurrences of a bigram from this one on are no tokens.
  static let most = 255
  private var seen = [UInt8](repeating: 0, count: 1 << 16)

  /// Calls `body` with each token of a text; returns how many bigrams came too often to be one.
  mutating func forEach(in codes: some Sequence<UInt8>, _ body: (Token) -> Void) -> Int {
    var skipped = 0
    func bigrams(_ body: (Int) -> Void) {
      var before = 0
      for code in codes {
        body(before << 8 | Int(code))
        before = Int(code)
      }
      body(before << 8)
    }
    bigrams { bigram in
      let count = seen[bigram]
      if Int(count) == Self.most {
        skipped += 1
      } else {
        body(UInt32(bigram) << 8 | UInt32(count))
        seen[bigram] = count + 1
      }
    }
    bigrams { seen[$0] = 0 }
    return skipped
  }
}
