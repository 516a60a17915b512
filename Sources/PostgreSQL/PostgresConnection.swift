import CPostgres
import Corpus
import Glibc

/// A thin wrapper over a connection of libpq. Not thread-safe: one a task at a time.
///
/// All that fails throws a `Diagnostic` that names the database without its password, the SQLSTATE and a cure.
public final class PostgresConnection {
  /// The database.
  public let address: PostgresAddress
  private let connection: OpaquePointer

  /// Connects, within the seconds that `connect_timeout` says or else 10.
  public init(_ address: PostgresAddress) throws {
    self.address = address
    let parameters = address.parameters.merging(["client_encoding": "UTF8", "fallback_application_name": "satzpaar"]) { $1 }.sorted {
      $0 < $1
    }
    let opened = withCStrings(parameters.map(\.key)) { keys in withCStrings(parameters.map(\.value)) { PQconnectStartParams(keys, $0, 0) } }
    guard let opened else { throw Diagnostic(.unavailable, "no memory for a connection", cure: "end other programs") }
    connection = opened
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    // Only a verbose message has the SQLSTATE of a refused connection.
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
    try finishConnecting()
    PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
  }

  deinit { PQfinish(connection) }

  private func finishConnecting() throws {
    let deadline = now() + 1000 * connectionTimeout
    var state = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      guard state != PGRES_POLLING_FAILED else {
        let (state, message) = PostgresFault.parts(ofVerbose: String(cString: PQerrorMessage(connection)))
        throw PostgresFault.diagnostic(state: state, message: message, address: address)
      }
      var wanted = pollfd(fd: PQsocket(connection), events: Int16(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
      let rest = deadline - now()
      guard rest > 0 else {
        throw PostgresFault.diagnostic(state: nil, message: "the server does not answer within \(connectionTimeout) s", address: address)
      }
      if poll(&wanted, 1, Int32(clamping: rest)) > 0 { state = PQconnectPoll(connection) }
    }
  }

  /// Seconds.
  private var connectionTimeout: Int {
    guard let options = PQconninfo(connection) else { return 10 }
    defer { PQconninfoFree(options) }
    return PostgresAddress.values(of: options)["connect_timeout"].flatMap { Int($0) }.flatMap { (1...3600).contains($0) ? $0 : nil } ?? 10
  }

  /// Milliseconds since some moment.
  private func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Whether the server has ended the connection, or it broke: no use trying it again.
  public var isLost: Bool { PQstatus(connection) == CONNECTION_BAD }

  /// Runs a statement.
  @discardableResult public func run(_ sql: String, _ values: [PostgresValue] = []) throws -> PostgresRows {
    try run([PostgresStatement(sql, values)])[0]
  }

  /// Runs statements in one round trip (libpq's pipeline mode), in one transaction unless they begin or end one; after one that fails none is run.
  /// - Returns: the rows of each.
  @discardableResult public func run(_ statements: [PostgresStatement]) throws -> [PostgresRows] {
    let encoded = try statements.map { try EncodedStatement($0) }
    guard PQenterPipelineMode(connection) == 1 else { throw fault }
    guard encoded.allSatisfy({ $0.send(to: connection) }), PQpipelineSync(connection) == 1 else { throw fault }
    var rows: [PostgresRows] = []
    var failure: Diagnostic?
    while true {
      // A nil ends each statement's results.
      guard let result = PQgetResult(connection) else {
        if isLost { throw failure ?? fault }
        continue
      }
      let memory = PostgresRows.Memory(result)
      let status = PQresultStatus(result)
      if status == PGRES_PIPELINE_SYNC { break }
      switch status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: rows.append(PostgresRows(memory))
      case PGRES_PIPELINE_ABORTED: break
      default: failure = failure ?? fault(of: result)
      }
    }
    guard PQexitPipelineMode(connection) == 1 else { throw failure ?? fault }
    if let failure { throw failure }
    guard rows.count == statements.count else { throw fault }
    return rows
  }

  /// Does some work that others see wholly or not at all.
  /// - Parameters:
  ///   - statements: what is run first, in one round trip; the first of them begins the transaction.
  ///   - work: is told the rows of these statements.
  public func transaction<Value>(
    starting statements: [PostgresStatement] = [PostgresStatement("BEGIN")], _ work: ([PostgresRows]) throws -> Value
  ) throws -> Value {
    do {
      let value = try work(run(statements))
      try run("COMMIT")
      return value
    } catch {
      if !isLost { _ = try? run("ROLLBACK") }
      throw error
    }
  }

  /// Fills a table: `COPY table (columns) FROM STDIN (FORMAT binary)`. Inside a transaction that is rolled back when it fails.
  public func copy(into table: String, columns: [String], _ write: (inout PostgresCopy) throws -> Void) throws {
    guard let result = PQexec(connection, "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN (FORMAT binary)") else {
      throw fault
    }
    let memory = PostgresRows.Memory(result)
    guard PQresultStatus(memory.result) == PGRES_COPY_IN else { throw fault(of: memory.result) }
    let writing = Result {
      var copy = PostgresCopy(columns: columns.count) { bytes in
        guard PQputCopyData(self.connection, bytes.baseAddress, Int32(truncatingIfNeeded: bytes.count)) == 1 else { throw self.fault }
      }
      try write(&copy)
      try copy.finish()
    }
    let ended: Int32
    if case .failure = writing { ended = PQputCopyEnd(connection, "cancelled") } else { ended = PQputCopyEnd(connection, nil) }
    var failure = ended == 1 ? nil : fault
    while let result = PQgetResult(connection) {
      let memory = PostgresRows.Memory(result)
      if PQresultStatus(memory.result) != PGRES_COMMAND_OK { failure = failure ?? fault(of: memory.result) }
      if isLost { break }
    }
    // A lost connection shows here with its reason; what the writer saw is then less telling.
    if !isLost { try writing.get() }
    if let failure { throw failure }
    try writing.get()
  }

  private var fault: Diagnostic {
    PostgresFault.diagnostic(state: nil, message: String(cString: PQerrorMessage(connection)), address: address)
  }

  private func fault(of result: OpaquePointer) -> Diagnostic {
    func field(_ code: UInt8) -> String? { PQresultErrorField(result, Int32(code)).map { String(cString: $0) } }
    return PostgresFault.diagnostic(
      state: field(UInt8(ascii: "C")), message: field(UInt8(ascii: "M")) ?? String(cString: PQresultErrorMessage(result)), address: address)
  }
}

/// The version of the client library, such as `15.18`.
public var postgresClientVersion: String { "\(PQlibVersion() / 10_000).\(PQlibVersion() % 10_000)" }

/// Lends texts as C strings, in an array that ends with a null pointer.
private func withCStrings<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value) -> Value {
  let bytes = texts.flatMap { $0.utf8CString }
  let ends = texts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count + 1) }
  return bytes.withUnsafeBufferPointer { buffer in
    body(zip(texts, ends).map { _, start in buffer.baseAddress.map { $0 + start } } + [nil])
  }
}
