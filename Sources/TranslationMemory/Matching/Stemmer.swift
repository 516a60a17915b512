import CStemmer

/// Finds the stems of words by Snowball's algorithm for a language (Porter 2001), from Debian's libstemmer. Not thread-safe: one a task.
public final class Stemmer {
  private let stemmer: OpaquePointer

  /// Opens a language's algorithm by its subtag, such as `de`; nil when there is none.
  public init?(language: String) {
    guard let opened = sb_stemmer_new(language, "UTF_8") else { return nil }
    stemmer = opened
  }

  deinit { sb_stemmer_delete(stemmer) }

  /// The stem of a word in lower case: `häusern` gives `haus`. A word for which there is no memory is returned as it is.
  public func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard let count = Int32(exactly: bytes.count), let stem = sb_stemmer_stem(stemmer, bytes, count) else { return word }
    return String(decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))), as: UTF8.self)
  }
}
