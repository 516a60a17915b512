import Corpus
import TMX
import TranslationMemory

/// A memory with what a command needs to look things up in it.
struct SearchedMemory {
  let store: any MemoryStore
  /// The names of imported files by their ids.
  private let files: [Int64: String]

  /// Takes a memory that is open.
  init(_ store: any MemoryStore) throws {
    self.store = store
    files = Dictionary(try store.files().map { ($0.id, $0.name) }) { first, _ in first }
  }

  /// Opens the index of the source language, or builds it, and says so.
  func search(
    source: LanguageTag, target: LanguageTag?, penalties: PenaltyOptions, progress: Progress,
    _ change: (inout SearchOptions) -> Void = { _ in }
  ) throws -> MemorySearch {
    let summary = try store.summary()
    let language = source.description.lowercased()
    guard summary.units == 0 || summary.variants.keys.contains(where: { $0.lowercased().hasPrefix(source.language) }) else {
      let languages = summary.variants.keys.sorted().joined(separator: ", ")
      throw Diagnostic(
        .usage, file: store.name, "there is nothing in '\(source)' in this memory",
        cure: "name one of its languages, \(languages), with --source")
    }
    let index = try MemoryIndex(
      of: store, language: language, folder: IndexFolder.path(of: store, identity: summary.identity)
    ) { done, all in progress.show(all > 0 ? "indexing: \(done) of \(all) units" : "indexing: \(done) units") }
    progress.clear()
    if let notice = index.notice { StandardError.write("warning: \(notice)\n") }
    var options = SearchOptions(source: language, target: target?.description.lowercased(), now: Int64(Timestamp.now.seconds))
    options.rules = penalties.rules(for: store.name)
    change(&options)
    return MemorySearch(store, index, options)
  }

  /// Brings the indexes of a memory up to date, so that the next search has nothing to wait for.
  static func updateIndexes(of store: any MemoryStore, progress: Progress) throws {
    let folder = IndexFolder.path(of: store, identity: try store.summary().identity)
    let notices = try MemoryIndex.updateAll(of: store, folder: folder) { done, all in progress.update("indexing", done: done, of: all) }
    progress.clear()
    for notice in notices { StandardError.write("warning: \(notice)\n") }
  }

  /// Where a unit is from, as far as it says: `kim.tmx, 2024-01-31T08:15:00Z, confidence 0.97`.
  func origin(of unit: StoredUnit) -> String {
    let details = UnitDetails(unit.unit)
    let parts = [
      unit.file.flatMap { files[$0] }, details.changed.map { Timestamp(seconds: $0).extended }, details.changer ?? details.creator,
      details.confidence.map { "confidence \($0)" }, details.domain, details.client,
    ]
    return parts.compactMap(\.self).joined(separator: ", ").onOneLine
  }

  /// The same as fields of JSON.
  func addOrigin(of unit: StoredUnit, to object: inout JSONObject) {
    let details = UnitDetails(unit.unit)
    object.add("file", unit.file.flatMap { files[$0] })
    object.add("changed", details.changed.map { Timestamp(seconds: $0).extended })
    object.add("changed_by", details.changer)
    object.add("created", details.created.map { Timestamp(seconds: $0).extended })
    object.add("created_by", details.creator)
    object.add("confidence", json: details.confidence.map { "\($0)" })
    object.add("domain", details.domain)
    object.add("client", details.client)
  }
}

extension TMXVariant {
  /// The variant as JSON: its language, its text and, where it has tags, its XML.
  var json: String {
    JSONObject.text { object in
      object.add("language", language)
      object.add("text", segment.plainText)
      if segment.text == nil { object.add("segment", segment.fragment) }
    }
  }
}
