import ArgumentParser
import Corpus
import TMX

/// Reads memories that want to harm, as they are and recovering, and prints the peak of memory so far.
struct Hostile: ParsableCommand {
  /// A good unit, what harms, and another good unit. It is never whole.
  private struct Harm {
    var name: String
    var type = ""
    var start = ""
    var piece = ""
    var count = 0
    var end = ""

    func chunk(_ number: Int) -> [UInt8]? {
      switch number {
      case 0: Array("<!DOCTYPE tmx [\(type)]><tmx version='1.4'><header srclang='en'/><body>\(Self.unit)\(start)".utf8)
      case 1...max(1, count): Array(piece.utf8)
      case max(1, count) + 1: Array("\(end)\n\(Self.unit)</body></tmx>".utf8)
      default: nil
      }
    }

    private static let unit = "<tu><tuv xml:lang='en'><seg>a</seg></tuv></tu>\n"
  }

  private static let harms: [Harm] = {
    let text = "<tu><tuv xml:lang='en'><seg>"
    let textEnd = "</seg></tuv></tu>"
    let laughs = zip("bcdefghij", "abcdefghi").map { "<!ENTITY \($0) '\(String(repeating: "&\($1);", count: 10))'>" }.joined()
    let megabyte = String(repeating: "a", count: 1 << 20)
    let nested = String(repeating: "<hi>", count: 1000)
    return [
      Harm(name: "billion laughs", type: "<!ENTITY a 'ha'>" + laughs, start: text, piece: "&j;", end: textEnd),
      Harm(
        name: "quadratic blow-up", type: "<!ENTITY a '\(megabyte)'>", start: text, piece: String(repeating: "&a;", count: 1000), count: 100,
        end: textEnd),
      Harm(name: "external entity", type: "<!ENTITY a SYSTEM 'file:///etc/passwd'>", start: text, piece: "&a;", end: textEnd),
      Harm(name: "parameter entity", type: "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;", start: text, piece: "&a;", end: textEnd),
      Harm(name: "default attributes", type: "<!ATTLIST tu x CDATA '\(megabyte.prefix(100_000))'>", piece: "<tu/>", count: 100_000),
      Harm(name: "1,000,000 levels", start: text, piece: nested, count: 1000, end: textEnd),
      Harm(name: "1,000,000 elements", start: text, piece: String(repeating: "<ph/>", count: 1000), count: 1000, end: textEnd),
      Harm(name: "1 GB attribute", start: "<tu tuid='", piece: megabyte, count: 1 << 10, end: "'/>"),
      Harm(name: "1 GB comment", start: "<!--", piece: megabyte, count: 1 << 10, end: "-->"),
      Harm(name: "1 GB text", start: text, piece: megabyte, count: 1 << 10, end: textEnd),
      Harm(name: "1 GB of NUL bytes", start: text, piece: String(repeating: "\0", count: 1 << 20), count: 1 << 10, end: textEnd),
    ]
  }()

  func run() throws {
    for harm in Self.harms {
      for recovers in [false, true] {
        var (number, units, skipped) = (0, 0, 0)
        let watch = Stopwatch()
        var outcome = ""
        do {
          try TMXReader(file: harm.name, recovers: recovers).read(
            chunks: {
              defer { number += 1 }
              return harm.chunk(number)
            },
            { event in
              if case .unit = event { units += 1 }
              if case .notice(let notice) = event, notice.kind == .skipped { skipped += 1 }
            })
        } catch let error as Diagnostic { outcome = "; \(error.message)" }
        let time = (watch.processor * 1000).rounded() / 1000
        print(
          "\(harm.name)\(recovers ? ", recovering" : ""): \(units) units, \(skipped) skipped; \(time) s; peak \(Stopwatch.peak) MiB\(outcome)"
        )
      }
    }
  }
}
