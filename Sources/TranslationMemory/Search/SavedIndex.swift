import Corpus
import FileIO

/// What an index that was saved is of: a small file beside it. It is written after the index, so that it is never ahead of it; what is behind is
/// made up for by the changes since.
struct SavedIndex: Equatable {
  /// `MemorySummary.identity`.
  var identity: String
  /// The memory's revision.
  var revision: Int64
  /// How many units were changed or removed since the index was built: their texts may be left in it.
  var stale: Int

  private static let title = "satzpaar memory index\t1"
  private static func path(_ folder: String) -> String { "\(folder)/memory" }

  private var lines: String { "\(Self.title)\nidentity\t\(identity)\nrevision\t\(revision)\nstale\t\(stale)\n" }
  private static func end(_ lines: String) -> String {
    "end\t\(FuzzyIndex.hex(Array(lines.utf8).withUnsafeBytes { IndexLayout.checksum($0) }))\n"
  }

  init(identity: String, revision: Int64, stale: Int) { (self.identity, self.revision, self.stale) = (identity, revision, stale) }

  /// Reads the file in a folder; nil when it is missing or damaged.
  init?(in folder: String) {
    guard let bytes = try? InputFile.read(Self.path(folder)), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let fields = text.split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
    guard fields.count == 5, fields[1...].allSatisfy({ $0.count == 2 }), let revision = Int64(fields[2][1]), let stale = Int(fields[3][1])
    else { return nil }
    self.init(identity: fields[1][1], revision: revision, stale: stale)
    guard lines + Self.end(lines) == text else { return nil }
  }

  /// Writes the file.
  /// - Throws: a `Diagnostic` `.cannotCreateOutput` or `.inputOutput`.
  func save(in folder: String) throws {
    let output = try OutputFile(Self.path(folder))
    try output.write(lines + Self.end(lines))
    try output.commit()
  }
}
