import Corpus
internal import GRDB
import TranslationMemory

extension SQLiteMemory {
  public func concordance(_ query: ConcordanceQuery, after id: Int64, limit: Int) throws -> [StoredUnit] {
    let matcher = try ConcordanceMatcher(query)
    return try read { database in
      let candidates: SQLiteStatement
      if query.form == .words || query.form == .phrase {
        var languages: [String] = []
        try SQLiteStatement(database, "SELECT tag FROM language WHERE variants > 0").rows { languages.append($0.text(0)) }
        let lists = try matcher.terms(in: languages)
        guard !lists.isEmpty else { return [] }
        let columns = SQLiteRows.unitColumns.replacing("id", with: "unit.id", maxReplacements: 1)
        candidates = try SQLiteStatement(
          database,
          "SELECT \(columns) FROM term JOIN unit ON unit.id = term.rowid WHERE term MATCH ? AND term.rowid > ? ORDER BY term.rowid")
        candidates.bind(1, lists.map { Self.expression($0, isPhrase: query.form == .phrase) }.joined(separator: " OR "))
        candidates.bind(2, id)
      } else {
        candidates = try SQLiteStatement(database, "SELECT \(SQLiteRows.unitColumns) FROM unit WHERE id > ? ORDER BY id")
        candidates.bind(1, id)
      }
      var found: [StoredUnit] = []
      try candidates.rows(until: { found.count >= limit }) { row in
        let unit = try SQLiteRows.unit(row)
        if try matcher.matches(unit.unit) { found.append(unit) }
      }
      return found
    }
  }

  /// A query of FTS5's: terms are in quotation marks, as none has one.
  private static func expression(_ terms: [String], isPhrase: Bool) -> String {
    "(" + (isPhrase ? "\"\(terms.joined(separator: " "))\"" : terms.map { "\"\($0)\"" }.joined(separator: " AND ")) + ")"
  }
}
