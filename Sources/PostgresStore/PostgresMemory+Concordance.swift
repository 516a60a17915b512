import Corpus
import PostgreSQL
import TranslationMemory

extension PostgresMemory {
  public func concordance(_ query: ConcordanceQuery, after id: Int64, limit: Int) throws -> [StoredUnit] {
    let matcher = try ConcordanceMatcher(query)
    return try pool.readAtOnce { connection in
      guard let condition = try Self.condition(matcher, connection) else { return [] }
      let sql = "SELECT \(postgresUnitColumns) FROM unit WHERE id > $1 AND \(condition.sql) ORDER BY id LIMIT $2"
      // The server finds units that may match; how many of them do is not known before.
      var (found, last, page) = ([StoredUnit](), id, Int64(min(max(2 * limit, 100), 2000)))
      while found.count < limit {
        let rows = try connection.run(sql, [.integer(last), .integer(page)] + condition.values)
        for row in rows where found.count < limit {
          let unit = try StoredUnit(row)
          last = unit.id
          if try matcher.matches(unit.unit) { found.append(unit) }
        }
        if rows.count < page { break }
        page = min(2 * page, 2000)
      }
      return found
    }
  }

  /// What holds for all units that match, with `$3` for its value; nil when there are none.
  private static func condition(_ matcher: ConcordanceMatcher, _ connection: PostgresConnection) throws -> PostgresStatement? {
    switch matcher.query.form {
    case .words, .phrase:
      let languages = try connection.run("SELECT tag FROM language WHERE variants > 0").compactMap { $0.text(0) }
      let lists = try matcher.terms(in: languages)
      return lists.isEmpty ? nil : PostgresStatement("(terms @@ $3::text::tsquery OR terms IS NULL)", [.text(PostgresSchema.query(lists))])
    case .substring:
      let text = try MatchText(matcher.query.text).text.lowercased()
      let pattern = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
      return PostgresStatement("texts LIKE $3", [.text("%\(pattern)%")])
    case .regex: return PostgresStatement("true")
    }
  }
}
