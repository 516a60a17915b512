import Corpus
import Glibc

/// The fuzzy index of the texts that a memory has in a language, kept in a folder beside the memory.
///
/// It is opened at once, mapped into memory, and made up to date by what has changed in the memory since; it is built anew when it is missing,
/// damaged or another memory's. A text is in it once, however many units have it; its id is its hash. Texts that no unit has any more stay until
/// the index is built anew, when a quarter of it may be such; look-ups pass over them, since units come from the memory itself.
/// One process at a time saves; others go on with what they have in memory.
public struct MemoryIndex: Sendable {
  /// The language by its own subtag, `de`: texts in `de-AT` are among these.
  public let language: String
  /// The texts; the id of a text is `Int64(bitPattern: MatchText.hash)`.
  public private(set) var texts = FuzzyIndex()
  /// The memory's revision that it is up to.
  public var revision: Int64 { state.revision }
  /// Why it could not be saved, if so; it is whole nevertheless.
  public private(set) var notice: Diagnostic?

  private var state: SavedIndex
  private let folder: String?
  private static let page = 20_000
  /// Texts are added in portions of this size at most, so that building takes bounded memory beside them.
  private static let portion = 1 << 20

  /// Opens or builds an index and makes it up to date.
  /// - Parameters:
  ///   - language: any language; its own subtag counts.
  ///   - folder: for all indexes of this memory, `IndexFolder.path`; nil keeps the index in memory.
  ///   - progress: is told how many units of how many were read, when there are many.
  /// - Throws: what the memory throws, and a `Diagnostic` `.malformedInput` for a text of over 2³¹ − 1 UTF-16 units.
  public init(
    of store: any MemoryStore, language: String, folder: String?, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws {
    self.language = LanguageKey.primary(language)
    self.folder = folder.map { "\($0)/\(IndexFolder.fileName(LanguageKey.primary(language)))" }
    let summary = try store.summary()
    state = SavedIndex(identity: summary.identity, revision: 0, stale: 0)
    var lock: IndexLock?
    if let folder = self.folder {
      do { try IndexFolder.make(folder) } catch let diagnostic as Diagnostic { notice = diagnostic }
      lock = IndexLock(folder)
    }
    let isOpen = try open(for: summary)
    // Saving would take a damaged part for the one of the same name that it is to write.
    if !isOpen, lock != nil, let folder = self.folder { FuzzyIndex.removeParts(in: folder, but: []) }
    if try !isOpen || !update(from: store, progress) { try build(from: store, summary, progress) }
    if isChanged, let lock { save(holding: lock) }
  }

  /// Whether there is anything to save.
  private var isChanged = false

  /// Brings the index up to date with the memory, and saves it unless another process does.
  /// - Throws: as `init`.
  public mutating func update(from store: any MemoryStore) throws {
    if try !update(from: store, { _, _ in }) { try build(from: store, store.summary(), { _, _ in }) }
    if isChanged, let folder, let lock = IndexLock(folder) { save(holding: lock) }
  }

  /// Opens what was saved, if it is of this memory and whole.
  private mutating func open(for summary: MemorySummary) throws -> Bool {
    guard let folder else { return false }
    // Another process may replace parts between the reading of their list and of the parts.
    for _ in 0..<3 {
      guard let saved = SavedIndex(in: folder), saved.identity == summary.identity, saved.revision <= summary.revision else { return false }
      if let opened = try? FuzzyIndex(opening: folder) {
        (state, texts) = (saved, opened)
        return true
      }
    }
    return false
  }

  /// Adds the texts of all changes since; false when the index had better be built anew.
  private mutating func update(from store: any MemoryStore, _ progress: (Int, Int) -> Void) throws -> Bool {
    var done = 0
    while true {
      let changes = try store.changes(since: state.revision, limit: Self.page)
      state.stale += changes.removed.count + changes.units.count { $0.version > 1 }
      guard state.stale <= max(1000, texts.count / 4) else { return false }
      var seen = Set<Int64>()
      let texts = try IndexTexts.texts(of: changes.units, in: language).filter { seen.insert($0.id).inserted }
      let new = self.texts.leavingOutKnown(texts)
      if !new.isEmpty { try self.texts.add(new) }
      if changes.revision != state.revision { isChanged = true }
      state.revision = changes.revision
      done += changes.units.count
      if changes.isLast { return true }
      progress(done, 0)
    }
  }

  private mutating func build(from store: any MemoryStore, _ summary: MemorySummary, _ progress: (Int, Int) -> Void) throws {
    texts = FuzzyIndex()
    state = SavedIndex(identity: summary.identity, revision: summary.revision, stale: 0)
    isChanged = true
    var seen = Set<Int64>()
    var portion: [(id: Int64, text: String)] = []
    var done = 0
    try store.forEachPage(of: Self.page) { units in
      for entry in try IndexTexts.texts(of: units, in: language) where seen.insert(entry.id).inserted { portion.append(entry) }
      if portion.count >= Self.portion {
        try texts.add(portion)
        portion = []
      }
      done += units.count
      progress(done, summary.units)
      return true
    }
    if !portion.isEmpty { try texts.add(portion) }
    // What came in while units were read may have been passed by.
    _ = try update(from: store, { _, _ in })
  }

  private mutating func save(holding lock: IndexLock) {
    guard let folder else { return }
    defer { withExtendedLifetime(lock) {} }
    do {
      try texts.save(to: folder)
      try state.save(in: folder)
      (isChanged, notice) = (false, nil)
    } catch let diagnostic as Diagnostic {
      notice = diagnostic
    } catch { notice = Diagnostic(.inputOutput, file: folder, "the index cannot be saved: \(error)", cure: "check the disk") }
  }
}

extension FuzzyIndex {
  /// Those of the texts whose ids are not in the index.
  fileprivate func leavingOutKnown(_ texts: [(id: Int64, text: String)]) -> [(id: Int64, text: String)] {
    let pending = Set(pending.map(\.id))
    return texts.filter { text in
      !pending.contains(text.id)
        && !states.contains { state in state.segment.place(of: text.id).map { !state.isRemoved($0) } ?? false }
    }
  }
}
