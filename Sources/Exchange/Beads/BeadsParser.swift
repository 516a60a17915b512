import Corpus
import TMX

/// Reads the beads of two files of sentences (`[0]:[0,1]:0.9731`, vecalign's form; the third field is the confidence); the sentences are the options'.
///
/// Each bead is the unit that `align` writes in TMX, but for the files' names. Sentences are held in memory, beads are not.
struct BeadsParser: LineParser {
  private let options: UnitReadingOptions
  private let german: [String]
  private let english: [String]
  private var beads = 0

  init(file: String, options: UnitReadingOptions) throws {
    guard let sentences = options.sentences else {
      throw Diagnostic(
        .usage, file: file, "a bead file does not hold its sentences", cure: "name their files, e.g. with --sentences de.txt,en.txt")
    }
    self.options = options
    (german, english) = (sentences.german.filter { !$0.isEmpty }, sentences.english.filter { !$0.isEmpty })
  }

  mutating func add(_ line: String, number: Int, to output: UnitOutput) throws {
    guard !line.trimmed.isEmpty else { return }
    guard let bead = IndexBead(line: line) else { throw LineFault(message: "this is no bead", cure: "write beads as [0]:[0,1]:0.97") }
    for (indices, sentences, name) in [
      (bead.german, german, options.languages.translation), (bead.english, english, options.languages.source),
    ] {
      guard (indices.last ?? -1) < sentences.count else {
        throw LineFault(message: "sentence \(indices.last ?? 0) of \(name) is not there; it has \(sentences.count), counted from 0")
      }
    }
    beads += 1
    var fields = UnitFields()
    fields.add(.text(options.languages.source.description), bead.english.map { english[$0] }.joined(separator: " "))
    fields.add(.text(options.languages.translation.description), bead.german.map { german[$0] }.joined(separator: " "))
    let parts = line.split(separator: ":")
    if parts.count == 3 { fields.add(.confidence, String(parts[2].trimmed)) }
    fields.completeBead(number: beads, german: bead.german, english: bead.english, languages: options.languages)
    guard !fields.unit.variants.isEmpty else { return output.leaveOut("without a text") }
    try output.begin(TMXHeader(options))
    try output.hand(fields.unit, line: number)
  }

  mutating func finish(_ output: UnitOutput) throws {}
}
