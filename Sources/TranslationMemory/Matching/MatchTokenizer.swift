import Corpus
import ICUText

/// Splits texts into words and tokens as OmegaT's scores need them. Not thread-safe: one a task.
public final class MatchTokenizer {
  private let iterator: BreakIterator
  private let stemmer: Stemmer?

  /// Makes a tokenizer for a language by its subtag, such as `de`. Without rules for it the root's are used; without a stemmer words are stems.
  /// - Throws: a `Diagnostic` `.unavailable` when ICU cannot be used.
  public init(language: String) throws {
    do { iterator = try BreakIterator(.word, locale: language) } catch {
      throw Diagnostic(.unavailable, "words of the language '\(language)' cannot be found: \(error)", cure: "check the language")
    }
    stemmer = Stemmer(language: language)
  }

  /// The words, runs of white space and marks of a text, in order (UAX #29); joined they are the text.
  /// - Throws: a `Diagnostic` `.malformedInput` when the text is too long for ICU.
  public func pieces(of text: String) throws -> [String] {
    var pieces: [String] = []
    let units = UTF16Text(text)
    do { try iterator.forEachPiece(in: units) { piece, _ in pieces.append(units[piece]) } } catch {
      throw Diagnostic(.malformedInput, "this segment cannot be split into words: \(error)", cure: "split it")
    }
    return pieces
  }

  /// A text's tokens in lower case.
  func tokens(of text: MatchText) throws -> MatchTokens {
    var tokens = MatchTokens()
    var position = 0
    var tags = text.tags[...]
    func appendTags(before end: Int) {
      while let tag = tags.first, tag.position < end {
        tokens.all.append("<\(tag.name)>")
        tags = tags.dropFirst()
      }
    }
    for piece in try pieces(of: text.text) {
      position += piece.unicodeScalars.count { $0 != " " }
      if piece != " " { appendTags(before: position) }
      let token = piece.lowercased()
      tokens.all.append(token)
      guard piece.unicodeScalars.contains(where: \.properties.isAlphabetic) else { continue }
      tokens.words.append(token)
      tokens.stems.append(stemmer?.stem(token) ?? token)
    }
    appendTags(before: .max)
    return tokens
  }
}

/// A text's tokens in lower case, as OmegaT's scores compare them.
struct MatchTokens: Hashable, Sendable {
  /// The words' stems.
  var stems: [String] = []
  /// The words: pieces with letters.
  var words: [String] = []
  /// Everything: words, numbers, marks, white space and tags.
  var all: [String] = []
}
