import Corpus
import Testing

@testable import PostgreSQL

@Test("An address is taken apart as libpq does it, and shown without what is secret")
func addressParts() throws {
  let address = try PostgresAddress("postgres://anna%40home:s%3Acret@db.example.org:5433/m%C3%A4rz?sslmode=require&schema=Projekt%201")
  #expect(address.parameters["user"] == "anna@home")
  #expect(address.parameters["password"] == "s:cret")
  #expect(address.parameters["host"] == "db.example.org")
  #expect(address.parameters["port"] == "5433")
  #expect(address.parameters["dbname"] == "märz")
  #expect(address.parameters["sslmode"] == "require")
  #expect(address.schema == "Projekt 1")
  #expect("\(address)" == "postgres://anna%40home@db.example.org:5433/märz?schema=Projekt%201")
}

@Test(
  "What an address leaves out is left to libpq",
  arguments: [
    ("postgres://", "postgres://"), ("postgresql:///memories", "postgres:///memories"),
    ("postgres://h/d?schema=s", "postgres://h/d?schema=s"),
    ("postgres:///d?host=/run/p&user=u&password=geheim", "postgres://u@%2Frun%2Fp/d"),
    ("postgres://[::1]:5432/d?passfile=/geheim", "postgres://[::1]:5432/d"),
  ])
func shortAddresses(address: String, shown: String) throws {
  #expect(try PostgresAddress(address).description == shown)
}

@Test(
  "What is no address is refused without being repeated",
  arguments: [
    "postgres://u:geheim%zz@h/d", "postgres://u:geheim@h/d?unknown=1", "postgres://u:geheim@h/d?schema=",
    "postgres://u:geheim@h/d?schema=%0",
    "postgres://u:geheim@h/d?schema=%00", "postgres://u:geheim@h/d?schema=%FF", "postgres://[geheim/d", "geheim", "host=h password=geheim",
    "postgres://u:geheim\0@h/d",
  ])
func badAddresses(text: String) {
  let error = #expect(throws: Diagnostic.self) { try PostgresAddress(text) }
  #expect(error?.kind == .usage)
  #expect(error?.description.contains("geheim") == false)
}

@Test("Only an address with a scheme is meant to be one")
func schemes() {
  #expect(PostgresAddress.isAddress("postgres://h") && PostgresAddress.isAddress("postgresql://h"))
  #expect(!PostgresAddress.isAddress("postgres.db") && !PostgresAddress.isAddress("memory.sqlite"))
}

@Test("The SQLSTATE of a refused connection is found in libpq's verbose message, in whatever language")
func verboseMessages() {
  let english =
    "connection to server at \"::1\", port 5433 failed: FATAL:  28P01: password authentication failed for user \"x\"\nLOCATION:  a, b.c:3"
  let parts = PostgresFault.parts(ofVerbose: english)
  #expect(parts.state == "28P01")
  #expect(parts.message == "connection to server at \"::1\", port 5433 failed: FATAL: password authentication failed for user \"x\"")
  let refused = "connection to server on socket \"/run/.s.PGSQL.5432\" failed: No such file or directory\n\tIs the server running?"
  #expect(PostgresFault.parts(ofVerbose: refused).state == nil)
  #expect(PostgresFault.parts(ofVerbose: refused).message == refused)
}
