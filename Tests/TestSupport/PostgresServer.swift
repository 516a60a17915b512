import Glibc

/// The server that `tools/with-postgres` has started for the tests; tests that need it are skipped with a message when there is none.
public enum PostgresServer {
  /// Its address, as a superuser; nil when there is none.
  public static let address = getenv("SATZPAAR_POSTGRES").map { String(cString: $0) }

  /// Why tests are skipped.
  public static let absent = "no PostgreSQL server: run tools/test, or tools/with-postgres swift test"

  /// The server's address with a schema that no other test has, or some other parameters.
  public static func address(parameters: String = "schema=test_\(UInt64.random(in: .min ... .max))") -> String {
    (address ?? "postgres://") + "?" + parameters
  }
}
