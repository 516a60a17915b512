import Corpus
import Dispatch
import FileIO
import Synchronization
import TMX

/// Takes the units of a file into a memory: it prepares them on all cores, and one thread writes them, a batch a transaction.
///
/// ```swift
/// let importer = try MemoryImporter(into: memory, from: ImportedFile(name: "memory.tmx", fingerprint: "…", header: header), options: options)
/// for unit in units { try importer.add(unit) }
/// let result = try importer.finish()
/// ```
///
/// When it is given up before `finish()`, or the process is killed, the memory has the batches that were written, and an import of the same file
/// with `resumes` goes on behind them. Not thread-safe: one task adds.
public final class MemoryImporter {
  /// How units are taken in.
  public struct Options: Hashable, Sendable {
    /// What becomes of units that the memory has already.
    public var duplicates = DuplicatePolicy.keep
    /// A property `x-satzpaar-domain` for units that have none.
    public var domain: String?
    /// A property `x-satzpaar-client` for units that have none.
    public var client: String?
    /// Whether an import of the same file that was cut off goes on.
    public var resumes = false
    /// How many units are in a batch.
    public var batch = 4000

    /// All units, as they are.
    public init() {}
  }

  /// What has become of the units so far.
  public struct Result: Hashable, Sendable {
    /// Units that are in the memory, or were found to be in it already, by this import or the one that it goes on with.
    public var units = 0
    /// Units that were left out because a former import has taken them.
    public var skipped = 0
    /// What has become of the others.
    public var added = AddedUnits()
  }

  private let header: TMXHeader
  private let options: Options
  private let writer: ImportWriter
  private let preparing = DispatchQueue(label: "satzpaar.import.preparing", attributes: .concurrent)
  private let preparations = PreparationPool()
  /// How many batches may be under way, so that memory stays bounded.
  private let room = DispatchSemaphore(value: 2 + Processors.count)

  private var skips: Int
  /// The unit before `pending`.
  private var before: TMXUnit?
  private var pending: [TMXUnit] = []

  /// Starts an import.
  /// - Throws: as `MemoryStore.startImport`.
  public init(
    into store: any MemoryStore, from file: ImportedFile, options: Options = Options()
  ) throws {
    header = file.header
    self.options = options
    let progress = try store.startImport(file, resume: options.resumes)
    skips = progress.units
    writer = ImportWriter(store: store, duplicates: options.duplicates, progress: progress)
  }

  /// Takes the next unit of the file.
  /// - Throws: what failed in writing an earlier one, as `MemoryStore.add`; then nothing more is taken.
  public func add(_ unit: TMXUnit) throws {
    let unit = labelled(unit)
    if skips > 0 {
      skips -= 1
      before = unit
      return
    }
    pending.append(unit)
    // The last one waits for its neighbour.
    if pending.count > options.batch { try send(isLast: false) }
  }

  /// Writes what is left, and waits until all is in the memory.
  /// - Throws: what failed in writing, as `MemoryStore.add`.
  public func finish() throws -> Result {
    try send(isLast: true)
    return try writer.finish()
  }

  /// Waits for what is under way, and leaves the import unfinished.
  /// - Throws: what failed in writing, as `MemoryStore.add`.
  public func stop() throws -> Result { try writer.finish() }

  private func send(isLast: Bool) throws {
    room.wait()
    let next = isLast ? nil : pending.popLast()
    let batch = Ahead(on: preparing) { [units = pending, before, header, preparations] in
      try preparations.use { try $0.prepare(units, before: before, after: next, header: header) }
    }
    before = pending.last ?? before
    pending = next.map { [$0] } ?? []
    try writer.write(batch, isLast: isLast) { [room] in room.signal() }
  }

  private func labelled(_ unit: TMXUnit) -> TMXUnit {
    guard options.domain != nil || options.client != nil else { return unit }
    var unit = unit
    for (type, value) in [(UnitDetails.domainType, options.domain), (UnitDetails.clientType, options.client)] {
      if let value, unit.remarks.property(type) == nil { unit.remarks.append(TMXRemark(.prop, attributes: ["type": type], text: value)) }
    }
    return unit
  }
}

/// Writes batches, one after the other.
private final class ImportWriter: Sendable {
  private struct State {
    var progress: ImportProgress
    var result: MemoryImporter.Result
    var failure: (any Error)?
  }

  private let store: any MemoryStore
  private let duplicates: DuplicatePolicy
  private let queue = DispatchQueue(label: "satzpaar.import.writing")
  private let state: Mutex<State>

  init(
    store: any MemoryStore, duplicates: DuplicatePolicy, progress: ImportProgress
  ) {
    (self.store, self.duplicates) = (store, duplicates)
    state = Mutex(State(progress: progress, result: MemoryImporter.Result(units: progress.units, skipped: progress.units)))
  }

  /// Writes a batch behind those before it; nothing after a failure.
  func write(_ batch: Ahead<[NewUnit]>, isLast: Bool, whenDone: @escaping @Sendable () -> Void) throws {
    queue.async { [self] in
      defer { whenDone() }
      let units = Result { try batch.value() }
      guard state.withLock({ $0.failure == nil }) else { return }
      do {
        let progress = state.withLock { $0.progress }
        let (after, added) = try store.add(units.get(), to: progress, duplicates: duplicates, isLast: isLast)
        state.withLock { state in
          state.progress = after
          state.result.units = after.units
          state.result.added += added
        }
      } catch {
        state.withLock { $0.failure = error }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  func finish() throws -> MemoryImporter.Result {
    queue.sync {}
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.result
    }
  }
}

/// Means of preparing that are used again: they know words that were met before.
private final class PreparationPool: @unchecked Sendable {
  private let lock = Mutex(())
  private var idle: [UnitPreparation] = []

  /// Lends one to a task at a time.
  func use<Result>(_ body: (UnitPreparation) throws -> Result) rethrows -> Result {
    let preparation = lock.withLock { _ in idle.popLast() } ?? UnitPreparation()
    defer { lock.withLock { _ in idle.append(preparation) } }
    return try body(preparation)
  }
}
