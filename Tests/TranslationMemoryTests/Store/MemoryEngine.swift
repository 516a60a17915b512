import Foundation
import SQLiteStore
import TMX
import TranslationMemory

/// The databases that memories are kept in; every test of the store runs on each.
enum MemoryEngine: String, CaseIterable, Sendable {
  case sqlite

  /// Those that can be used here.
  static let available = allCases

  /// A new, empty memory; it goes when the value is let go.
  func make() throws -> TemporaryMemory {
    switch self {
    case .sqlite:
      let folder = try TemporaryFolder()
      return TemporaryMemory(
        store: try SQLiteMemory(folder.path + "/memory.db"), reopen: { try SQLiteMemory(folder.path + "/memory.db") }, keeps: folder)
    }
  }
}

/// A memory of a test.
struct TemporaryMemory {
  /// The memory.
  var store: any MemoryStore
  /// Opens it once more, as another process would.
  var reopen: () throws -> any MemoryStore
  /// What goes with it.
  var keeps: AnyObject
}

/// A new folder that goes with the value.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("satzpaar-test-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A unit of an English and a German segment, as a fragment each.
func unit(_ english: String, _ german: String, id: String? = nil) throws -> TMXUnit {
  TMXUnit(
    attributes: ["tuid": id],
    variants: [
      TMXVariant(language: "en", segment: try TMXSegment(fragment: english)),
      TMXVariant(language: "de-DE", segment: try TMXSegment(fragment: german)),
    ])
}

/// A file of a test.
let testFile = ImportedFile(
  name: "x.tmx", fingerprint: "1", header: TMXHeader(attributes: ["srclang": "en", "creationtool": "t", "x-own": "ä"]))

extension MemoryStore {
  /// Imports units.
  @discardableResult
  func take(
    _ units: [TMXUnit], from file: ImportedFile = testFile, duplicates: DuplicatePolicy = .keep, batch: Int = 7, resumes: Bool = false
  ) throws -> MemoryImporter.Result {
    var options = MemoryImporter.Options()
    (options.duplicates, options.batch, options.resumes) = (duplicates, batch, resumes)
    let importer = try MemoryImporter(into: self, from: file, options: options)
    for unit in units { try importer.add(unit) }
    return try importer.finish()
  }

  /// All units, page by page.
  func all() throws -> [StoredUnit] {
    var units: [StoredUnit] = []
    while case let page = try self.units(after: units.last?.id ?? 0, limit: 10), !page.isEmpty { units += page }
    return units
  }
}
