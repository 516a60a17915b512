import Glibc

/// The cache's file: vectors by key, with the time of their last use. Any number of processes may use one file at once.
final class VectorStore {
  private let database: CacheDatabase
  private let sizeLimit: Int
  private let now: () -> Int

  /// Opens a cache, made when it is not there.
  /// - Parameters:
  ///   - sizeLimit: bytes; when the file holds more, a quarter of its vectors is removed, those unused for longest.
  ///   - now: the time in seconds.
  init(file: String, sizeLimit: Int, now: @escaping () -> Int = { time(nil) }) throws {
    Self.makeFolders(above: file)
    database = try CacheDatabase(file: file)
    (self.sizeLimit, self.now) = (sizeLimit, now)
    // One writer and many readers at once. It fails while another process does the same at the same moment, which leaves the file as wanted.
    _ = try? database.run("PRAGMA journal_mode = WAL")
    // A power cut may lose the last vectors, which costs encoding them again.
    try database.run("PRAGMA synchronous = NORMAL")
    try database.transaction {
      try database.run("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)")
      try database.run("CREATE INDEX IF NOT EXISTS by_use ON vectors (used)")
    }
  }

  /// The vectors that are there, each in the place of its key.
  func vectors(_ keys: [[UInt8]]) throws -> [[Float]?] {
    let now = now()
    var stale: [[UInt8]] = []
    let vectors: [[Float]?] = try keys.map { key in
      let row = try database.run("SELECT used, value FROM vectors WHERE key = ?", [.blob(key)]).first
      guard let row, case .integer(let used) = row[0], case .blob(let bytes) = row[1] else { return nil }
      // The hour is exact enough, and reading again and again then writes nothing.
      if used < now - 3600 { stale.append(key) }
      return VectorBlob.vector(bytes)
    }
    if !stale.isEmpty {
      try database.transaction {
        for key in stale { try database.run("UPDATE vectors SET used = ? WHERE key = ?", [.integer(now), .blob(key)]) }
      }
    }
    return vectors
  }

  /// Keeps some vectors.
  func keep(_ vectors: [(key: [UInt8], value: [UInt8])]) throws {
    let now = now()
    try database.transaction {
      for (key, value) in vectors {
        try database.run("INSERT OR REPLACE INTO vectors (key, used, value) VALUES (?, ?, ?)", [.blob(key), .integer(now), .blob(value)])
      }
      guard try size > sizeLimit else { return }
      let quarter = try number("SELECT count(*) FROM vectors") / 4 + 1
      try database.run(
        "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY used, rowid LIMIT ?)", [.integer(quarter)])
    }
  }

  /// Bytes in use; the space of removed vectors is used again.
  private var size: Int {
    get throws { try (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size") }
  }

  private func number(_ sql: String) throws -> Int {
    guard case .integer(let number)? = try database.run(sql).first?.first else { return 0 }
    return number
  }

  /// Makes the folders that a file needs, for this user only; where that fails, opening the file says so.
  private static func makeFolders(above file: String) {
    for slash in file.indices.dropFirst() where file[slash] == "/" { mkdir(String(file[..<slash]), 0o700) }
  }
}
