import Corpus
import TestSupport
import Testing

@testable import PostgreSQL

@Suite(.enabled(if: PostgresServer.address != nil, Comment(rawValue: PostgresServer.absent)))
struct PostgresConnectionTests {
  private let connection: PostgresConnection

  init() throws { connection = try PostgresConnection(PostgresAddress(PostgresServer.address())) }

  private static let nasty = [
    "", " ", "\t", "\n", "\r\n", "\\", "\\.", "\\N", "\\x00", "'", "''", "\"", ";--", "$1", "{a,\"b\"}", "NULL", "Grüße", "👩‍👩‍👧", "e\u{301}",
    "\u{FFFF}",
    "\u{FEFF}x", "\u{1}\u{7F}", String(repeating: "ß", count: 100_000),
  ]

  @Test("Values of each type come back as they were sent")
  func values() throws {
    let row = try #require(
      connection.run(
        "SELECT $1, $2, $3, $4, $5, $6, $7::text, $8[2], $9[1], $9[3], $10",
        [
          .boolean(true), .integer32(-7), .integer(.min), .text("ß"), .bytes([0, 255]), .integer(.max), .null, .texts(["a", "{\"b\"}"]),
          .integers([-1, 2, .max]), .number(-0.1),
        ]
      ).first)
    #expect(row.boolean(0) == true)
    #expect(row.integer(1) == -7)
    #expect(row.integer(2) == .min)
    #expect(row.text(3) == "ß")
    #expect(row.bytes(4) == [0, 255])
    #expect(row.integer(5) == .max)
    #expect(row.text(6) == nil)
    #expect(row.text(7) == "{\"b\"}")
    #expect(row.integer(8) == -1)
    #expect(row.integer(9) == .max)
    #expect(row.number(10) == -0.1)
    #expect(try connection.run("SELECT cardinality($1), cardinality($2)", [.texts([]), .integers([])]).first?.integer(1) == 0)
  }

  @Test("Text that has a meaning to SQL, arrays or COPY comes back unharmed from parameters, arrays and COPY")
  func nastyText() throws {
    for text in Self.nasty { #expect(try connection.run("SELECT $1", [.text(text)]).first?.text(0) == text) }
    #expect(try connection.run("SELECT unnest($1)", [.texts(Self.nasty)]).map { $0.text(0) } == Self.nasty)
    try connection.run("CREATE TEMPORARY TABLE t (n bigint, a text, b bytea, w tsvector)")
    try connection.copy(into: "t", columns: ["n", "a", "b", "w"]) { copy in
      for (index, text) in Self.nasty.enumerated() {
        try copy.add(
          .integer(Int64(index)), .text(text), index == 0 ? .null : .bytes(Array(text.utf8)),
          .words(text.utf8.count < 2000 ? "zu " + text + " zu  zu" : ""))
      }
    }
    let rows = try connection.run("SELECT a, b, length(w) FROM t ORDER BY n")
    #expect(rows.map { $0.text(0) } == Self.nasty)
    #expect(rows.dropFirst().map { $0.bytes(1) } == Self.nasty.dropFirst().map { Array($0.utf8) })
    #expect(rows.first?.text(1) == nil)
    let words = Self.nasty.map { $0.utf8.count < 2000 ? Set(("zu " + $0).split(separator: " ")).count : 0 }
    #expect(rows.map { $0.integer(2) } == words.map { Int64($0) })
  }

  @Test("NUL is refused wherever it is, and the connection goes on")
  func nul() throws {
    for value in [PostgresValue.text("a\0b"), .texts(["a", "\0"]), .words("a b\0")] {
      let error = #expect(throws: Diagnostic.self) {
        try connection.run([PostgresStatement("CREATE TEMPORARY TABLE never (a text)"), PostgresStatement("SELECT $1", [value])])
      }
      #expect(error?.kind == .malformedInput)
    }
    #expect(try connection.run("SELECT to_regclass('never')::text").first?.text(0) == nil)
    try connection.run("CREATE TEMPORARY TABLE t (a text)")
    #expect(throws: Diagnostic.self) {
      try connection.copy(into: "t", columns: ["a"]) { copy in
        for _ in 0..<20_000 { try copy.add(.text("abc")) }
        try copy.add(.text("\0"))
      }
    }
    #expect(try connection.run("SELECT count(*) FROM t").first?.integer(0) == 0)
  }

  @Test("Statements of one round trip are done together or not at all, and the first fault is told")
  func pipeline() throws {
    let rows = try connection.run([PostgresStatement("SELECT 1"), PostgresStatement("SELECT $1 + 1", [.integer(1)])])
    #expect(rows.map { $0.first?.integer(0) } == [1, 2])
    try connection.run("CREATE TEMPORARY TABLE t (a bigint)")
    let error = #expect(throws: Diagnostic.self) {
      try connection.run([
        PostgresStatement("INSERT INTO t VALUES (1)"), PostgresStatement("SELECT 1 / 0"),
        PostgresStatement("INSERT INTO nowhere VALUES (2)"),
      ])
    }
    #expect(error?.message == "division by zero [SQLSTATE 22012]")
    #expect(try connection.run("SELECT count(*) FROM t").first?.integer(0) == 0)
  }

  @Test("A transaction whose work throws leaves nothing")
  func rollback() throws {
    try connection.run("CREATE TEMPORARY TABLE t (a bigint)")
    #expect(throws: Diagnostic.self) {
      try connection.transaction { _ in
        try connection.copy(into: "t", columns: ["a"]) { try $0.add(.integer(1)) }
        try connection.copy(into: "t", columns: ["a"]) { try $0.add(.text("neither eight bytes nor a number")) }
      }
    }
    try connection.transaction { _ in try connection.copy(into: "t", columns: ["a"]) { try $0.add(.integer(2)) } }
    #expect(try connection.run("SELECT a FROM t").map { $0.integer(0) } == [2])
  }

  @Test(
    "What is wrong is told with its SQLSTATE and a cure, and never with the password",
    arguments: [
      ("wrong", "postgres", "28P01", "give the password in PGPASSWORD"), (nil, "nowhere", "3D000", "make it with createdb"),
    ] as [(String?, String, String, String)])
  func refusals(password: String?, database: String, state: String, cure: String) throws {
    let parameters = try PostgresAddress(PostgresServer.address()).parameters
    let right = try #require(parameters["password"])
    let address = try PostgresAddress(
      "postgres://satzpaar:\(password ?? right)@127.0.0.1:\(try #require(parameters["port"]))/\(database)")
    let error = #expect(throws: Diagnostic.self) { _ = try PostgresConnection(address) }
    let text = try #require(error).description
    #expect(error?.kind == .unavailable)
    #expect(text.contains("[SQLSTATE \(state)]") && text.contains(cure), "\(text)")
    #expect(!text.contains(right) && !text.contains(":wrong"))
  }

  @Test("A connection that the server ends says so, and is known to be lost")
  func lostConnections() throws {
    let other = try PostgresConnection(connection.address)
    let process = try #require(try other.run("SELECT pg_backend_pid()").first?.integer(0))
    try connection.run("SELECT pg_terminate_backend($1::int, 5000)", [.integer32(Int32(process))])
    let error = #expect(throws: Diagnostic.self) { try other.run("SELECT 1") }
    #expect(error?.kind == .unavailable)
    #expect(other.isLost)
    #expect(!connection.isLost)
    #expect(throws: Diagnostic.self) { try other.run("SELECT 1") }
    #expect(throws: Diagnostic.self) { try other.copy(into: "t", columns: ["a"]) { try $0.add(.null) } }
  }
}

@Test("A server that is not there is told with a cure")
func absentServer() throws {
  let error = #expect(throws: Diagnostic.self) { _ = try PostgresConnection(PostgresAddress("postgres://u:geheim@127.0.0.1:1/d")) }
  #expect(error?.kind == .unavailable)
  #expect(error?.file == "postgres://u@127.0.0.1:1/d")
  #expect(error?.message.contains("geheim") == false)
  #expect(error?.cure == "check the address and that the server runs, then do it again; what was finished is kept")
}
