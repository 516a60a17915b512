import Corpus
import PostgreSQL
import Synchronization
import TranslationMemory

/// Connections to a database: one for each caller at a time, kept for the next.
final class PostgresPool: Sendable {
  /// Only one task at a time holds a connection, so that it may change threads.
  private struct Idle: @unchecked Sendable {
    let connection: PostgresConnection
  }

  private static let mostIdle = 8

  let address: PostgresAddress
  private let settings: [PostgresStatement]
  private let idle = Mutex<[Idle]>([])

  /// No connection is made before it is needed.
  /// - Parameter settings: what each new connection starts with.
  init(_ address: PostgresAddress, settings: [PostgresStatement]) {
    self.address = address
    self.settings = settings
  }

  /// Reads with a connection; once more with another when the server has ended it.
  func read<Value>(_ work: (PostgresConnection) throws -> Value) throws -> Value {
    while let connection = take() {
      do { return try lend(connection, work) } catch { guard connection.isLost else { throw error } }
    }
    let connection = try connect()
    do { return try lend(connection, work) } catch { guard connection.isLost else { throw error } }
    return try lend(connect(), work)
  }

  /// Reads with several statements what was there at one moment.
  func readAtOnce<Value>(_ work: (PostgresConnection) throws -> Value) throws -> Value {
    try read { connection in
      try connection.transaction(starting: [PostgresStatement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]) { _ in
        try work(connection)
      }
    }
  }

  /// Changes something in a transaction, which is not tried again: whether it was done is unknown when the connection breaks.
  /// - Parameters:
  ///   - statements: what the transaction starts with after `BEGIN`.
  ///   - work: is told the rows of these statements.
  func write<Value>(startingWith statements: [PostgresStatement], _ work: (PostgresConnection, [PostgresRows]) throws -> Value) throws
    -> Value
  {
    // A connection that the server has ended, as when it was restarted, is found before anything is done with it.
    var connection = take()
    while let tried = connection, (try? tried.run("SELECT 1")) == nil { connection = take() }
    let alive = try connection ?? connect()
    return try lend(alive) { connection in
      try connection.transaction(starting: [PostgresStatement("BEGIN")] + statements) { try work(connection, Array($0.dropFirst())) }
    }
  }

  private func take() -> PostgresConnection? { idle.withLock { $0.popLast() }?.connection }

  private func connect() throws -> PostgresConnection {
    let connection = try PostgresConnection(address)
    try connection.run(settings)
    return connection
  }

  private func lend<Value>(_ connection: PostgresConnection, _ work: (PostgresConnection) throws -> Value) throws -> Value {
    defer {
      if !connection.isLost {
        let back = Idle(connection: connection)
        idle.withLock { if $0.count < Self.mostIdle { $0.append(back) } }
      }
    }
    return try work(connection)
  }
}
