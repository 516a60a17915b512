import Corpus
import TMX

/// A memory's units as those of one file.
///
/// A memory of one file has that file's header. In one of several files a unit that does not name its source language itself gets that of its
/// file's header, unless all agree.
public struct MemoryExport: Sendable {
  /// The file's header.
  public let header: TMXHeader
  private let filter: TMXFilter
  /// The source language that a file's units need to name, by the file's id.
  private var sources: [Int64: String] = [:]

  /// Makes an export.
  /// - Parameters:
  ///   - files: the memory's files.
  ///   - version: the version of TMX; that of a single file, or else the latest, when it is `nil`.
  public init(of files: [ImportedFile], filter: TMXFilter = TMXFilter(), version: TMXVersion? = nil) {
    self.filter = filter
    let languages = Set(files.map { $0.header.attributes["srclang"] ?? TMXHeader.allLanguages })
    var header = TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: nil, segmentType: .block)
    if files.count == 1, let file = files.first {
      header = file.header
    } else if languages.count == 1 {
      header.attributes["srclang"] = languages.first
    } else {
      for file in files { sources[file.id] = file.header.attributes["srclang"] }
    }
    if let version { header.version = version }
    self.header = header
  }

  /// The unit as it goes into the file; `nil` when it is not wanted.
  public func unit(_ stored: StoredUnit) -> TMXUnit? {
    var unit = stored.unit
    if unit.attributes["srclang"] == nil, let file = stored.file, let source = sources[file] { unit.attributes["srclang"] = source }
    return filter(unit, header: header)
  }
}

extension MemoryStore {
  /// Reads all units, in the order of ids, a page at a time; the next page is read while `body` works on one.
  /// - Parameter body: takes a page; gives false when it wants no more.
  /// - Throws: as `units(after:limit:)`, and what `body` throws.
  public func forEachPage(of limit: Int = 2000, _ body: ([StoredUnit]) throws -> Bool) throws {
    var page = try units(after: 0, limit: limit)
    while let last = page.last?.id {
      let next = Ahead { try self.units(after: last, limit: limit) }
      guard try body(page) else { return }
      page = try next.value()
    }
  }
}
