import Corpus
import TMX

extension MemoryStore {
  /// Whether a file was taken in whole before.
  public func hasTaken(_ name: String, fingerprint: String) throws -> Bool {
    try files().contains { $0.name == name && $0.fingerprint == fingerprint } && !summary().unfinished.contains(name)
  }

  /// Takes in all units of another memory, with its files and their contexts, a batch a transaction.
  /// - Parameters:
  ///   - resumes: whether a merge that was cut off goes on; the other memory must not have changed since.
  ///   - report: is told how many units of the other memory have been gone through.
  /// - Throws: as `add`, and as the other memory's `units(after:limit:)`.
  public func merge(
    _ other: any MemoryStore, duplicates: DuplicatePolicy, resumes: Bool = false, report: (Int) -> Void = { _ in }
  ) throws -> MemoryImporter.Result {
    let summary = try other.summary()
    let preparation = UnitPreparation()
    var result = MemoryImporter.Result()
    // The other memory's files that a merge before has taken in whole.
    var taken: Set<Int64> = []
    var files: [Int64: (file: ImportedFile, progress: ImportProgress, skips: Int)] = [:]
    func start(_ file: ImportedFile, as id: Int64) throws {
      var file = file
      file.fingerprint = "\(summary.identity) \(summary.revision) \(id)"
      if resumes, try hasTaken(file.name, fingerprint: file.fingerprint) {
        taken.insert(id)
        return
      }
      let progress = try startImport(file, resume: resumes)
      files[id] = (file, progress, progress.units)
      result.units += progress.units
      result.skipped += progress.units
    }
    for file in try other.files() { try start(file, as: file.id) }
    var done = 0
    try other.forEachPage(of: 4000) { page in
      for (id, units) in Dictionary(grouping: page, by: { $0.file ?? 0 }).sorted(by: { $0.key < $1.key }) {
        if files[id] == nil, !taken.contains(id) {
          try start(ImportedFile(name: other.name, fingerprint: "", header: MemoryExport(of: []).header), as: id)
        }
        guard let (file, progress, skips) = files[id] else {
          result.units += units.count
          result.skipped += units.count
          continue
        }
        let rest = try units.dropFirst(skips).map { try preparation.prepare($0, header: file.header) }
        let (after, added) = rest.isEmpty ? (progress, AddedUnits()) : try add(rest, to: progress, duplicates: duplicates, isLast: false)
        files[id] = (file, after, max(0, skips - units.count))
        result.units += rest.count
        result.added += added
      }
      done += page.count
      report(done)
      return true
    }
    for (_, progress, _) in files.values { _ = try add([], to: progress, duplicates: duplicates, isLast: true) }
    return result
  }
}
