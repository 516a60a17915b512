import CPostgres
import Corpus

/// Where a database is: an address such as `postgres://anna@db.example.org/memories?sslmode=require&schema=project`.
///
/// Its form is that of libpq (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING), `schema` apart, which is ours. What it leaves
/// out comes from libpq's environment variables (`PGHOST`, `PGUSER`, `PGPASSWORD` …) and files (`~/.pgpass`).
public struct PostgresAddress: Hashable, Sendable, CustomStringConvertible {
  /// By libpq's names; only libpq is told all of them, since some are secret.
  let parameters: [String: String]
  /// The value of `schema`: the schema that the tables are in; nil when the address names none.
  public let schema: String?

  /// Whether a text is meant to be such an address, right or wrong.
  public static func isAddress(_ text: String) -> Bool { text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") }

  /// Reads an address.
  /// - Throws: a `Diagnostic` `.usage` when it is none. It does not repeat the address, which may hold a password.
  public init(_ text: String) throws {
    let (rest, schema) = try Self.withoutSchema(text)
    guard Self.isAddress(text), !text.utf8.contains(0), schema?.isEmpty != true else { throw Self.malformed }
    // libpq's own message would show parts of the address.
    guard let options = PQconninfoParse(rest, nil) else { throw Self.malformed }
    defer { PQconninfoFree(options) }
    parameters = Self.values(of: options)
    self.schema = schema
  }

  private static let malformed = Diagnostic(
    .usage, "this is not the address of a PostgreSQL database",
    cure: "write postgres://USER@HOST:PORT/DATABASE, and %40 for @, %2F for / and %25 for % inside names and passwords")

  /// The options of libpq that have a value.
  static func values(of options: UnsafePointer<PQconninfoOption>) -> [String: String] {
    var (values, option) = ([String: String](), options)
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val, value.pointee != 0 { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return values
  }

  /// Takes `schema=NAME` out of an address.
  private static func withoutSchema(_ text: String) throws -> (rest: String, schema: String?) {
    guard let mark = text.firstIndex(of: "?") else { return (text, nil) }
    var schema: String?
    let kept = try text[text.index(after: mark)...].split(separator: "&").filter { parameter in
      guard parameter.hasPrefix("schema=") else { return true }
      guard let name = decoded(parameter.dropFirst("schema=".count)) else { throw malformed }
      schema = name
      return false
    }
    return (text[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")), schema)
  }

  /// Resolves `%20` and the like (RFC 3986); nil when that is not possible.
  private static func decoded(_ text: Substring) -> String? {
    let parts = text.split(separator: "%", omittingEmptySubsequences: false).map { Array($0.utf8) }
    var bytes = parts[0]
    for part in parts.dropFirst() {
      guard part.count >= 2, let byte = UInt8(String(decoding: part[..<2], as: UTF8.self), radix: 16), byte != 0 else { return nil }
      bytes.append(byte)
      bytes += part[2...]
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The address as it was given but for passwords and other parameters: `postgres://anna@db.example.org/memories?schema=project`.
  public var description: String {
    let user = parameters["user"].map { Self.encoded($0) + "@" } ?? ""
    let host = parameters["host"] ?? ""
    let place = host.contains(":") ? "[\(host)]" : Self.encoded(host)
    let port = parameters["port"].map { ":" + $0 } ?? ""
    let database = parameters["dbname"].map { "/" + Self.encoded($0) } ?? ""
    return "postgres://\(user)\(place)\(port)\(database)" + (schema.map { "?schema=" + Self.encoded($0) } ?? "")
  }

  /// With `%` and two digits for what has a meaning in addresses.
  private static func encoded(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if "%/?#@:&".unicodeScalars.contains(scalar) || scalar.value <= 0x20 {
        result += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
