import Corpus
import FileIO
import TMX
import TranslationMemory

/// A file of units on its way into a memory.
struct UnitFile {
  /// Its path; `-` is standard input.
  var path: String
  /// Whether what can be read of a damaged file is taken.
  var recovers = false

  /// Reads it. `isAt` is told how many bytes have been read, and of how many, if that is known.
  func read(isAt: (_ bytes: Int, _ total: Int?) -> Void, _ body: (TMXReader.Event) throws -> Void) throws {
    let input = try InputFile(path)
    var bytes = 0
    try TMXReader(file: path, recovers: recovers).read(
      chunks: {
        let chunk = try input.next()
        bytes += chunk?.count ?? 0
        isAt(bytes, input.size)
        return chunk
      }, body)
  }
}
