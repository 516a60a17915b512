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

  /// Reads it.
  func read(progress: Progress, _ body: (TMXReader.Event) throws -> Void) throws {
    let input = try InputFile(path)
    var bytes = 0
    try TMXReader(file: path, recovers: recovers).read(
      chunks: {
        let chunk = try input.next()
        bytes += chunk?.count ?? 0
        progress.update("importing \(path)", done: bytes, of: input.size)
        return chunk
      }, body)
  }
}
