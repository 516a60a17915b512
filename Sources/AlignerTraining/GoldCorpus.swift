import BilingualModel
import Corpus
import Foundation
import SentenceEncoding

/// A pair of segmented documents and its gold beads, as read from three files.
struct GoldCorpus {
  let name: String
  let german: [SentenceProfile]
  let english: [SentenceProfile]
  let gold: [Bead]
  /// The model for the languages, when there is one.
  let model: WordVectorModel?
  let languages: (german: String, english: String)
  /// What the pair counts for in training.
  let weight: Double
  /// An encoder's vectors.
  private(set) var encoded: (german: SentenceVectors, english: SentenceVectors)?
  private let texts: (german: [String], english: [String])

  /// Reads `PREFIX.de`, `PREFIX.en` and `PREFIX.deen`, or the same with other languages: `dev.de`, `dev.fr`, `dev.defr`.
  /// `FILE@0.2` counts for a fifth.
  init(goldFile: String, models: [WordVectorModel]) throws {
    let parts = goldFile.split(separator: "@")
    weight = parts.count == 2 ? Double(parts[1]) ?? 1 : 1
    let goldFile = parts.first.map(String.init) ?? goldFile
    let url = URL(fileURLWithPath: goldFile)
    let prefix = url.deletingPathExtension().path
    let (first, second) = (String(url.pathExtension.prefix(2)), String(url.pathExtension.suffix(2)))
    name = url.lastPathComponent
    languages = (first, second)
    model = models.first { Set($0.languages) == [first, second] }
    texts = (try Self.lines("\(prefix).\(first)"), try Self.lines("\(prefix).\(second)"))
    german = try Self.profiles(texts.german, language: first, model: model)
    english = try Self.profiles(texts.english, language: second, model: model)
    gold = Self.monotone(try String(contentsOf: url, encoding: .utf8), german: german.count, english: english.count)
  }

  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private static func profiles(_ sentences: [String], language: String, model: WordVectorModel?) throws -> [SentenceProfile] {
    let analyzer = try LexicalAnalyzer(language: language, model: model)
    return try sentences.map { try analyzer.profile(of: $0) }
  }

  /// Adds an encoder's vectors.
  mutating func encode(with encoder: some SentenceEncoder) async throws {
    encoded = (
      SentenceVectors(encoded: try await encoder.encode(texts.german), lengths: german.map(\.length)),
      SentenceVectors(encoded: try await encoder.encode(texts.english), lengths: english.map(\.length))
    )
  }

  /// Gold beads as ranges in order, covering all sentences. Beads that are not contiguous, cross, or stand beside sentences that no bead holds
  /// are merged with what is around them until they are contiguous. Within a run of nulls the German ones come first, as the chain has it.
  private static func monotone(_ text: String, german germanCount: Int, english englishCount: Int) -> [Bead] {
    let lines = text.split(separator: "\n").map { line in
      line.split(separator: ":").prefix(2).map { Set($0.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }) }
    }.filter { $0.count == 2 }
    let unseenGerman = lines.reduce(into: Set(0..<germanCount)) { $0.subtract($1[0]) }
    let unseenEnglish = lines.reduce(into: Set(0..<englishCount)) { $0.subtract($1[1]) }
    var beads: [Bead] = []
    var (german, english) = (0, 0)
    var (pendingGerman, pendingEnglish): (Set<Int>, Set<Int>) = ([], [])
    for line in lines + [[unseenGerman, unseenEnglish]] {
      pendingGerman.formUnion(line[0].filter { $0 >= german })
      pendingEnglish.formUnion(line[1].filter { $0 >= english })
      while unseenGerman.contains(german + pendingGerman.count) { pendingGerman.insert(german + pendingGerman.count) }
      while unseenEnglish.contains(english + pendingEnglish.count) { pendingEnglish.insert(english + pendingEnglish.count) }
      let (g, e) = (german..<german + pendingGerman.count, english..<english + pendingEnglish.count)
      guard Set(g) == pendingGerman, Set(e) == pendingEnglish, !(g.isEmpty && e.isEmpty) else { continue }
      beads.append(Bead(german: g, english: e))
      (german, english) = (g.upperBound, e.upperBound)
      (pendingGerman, pendingEnglish) = ([], [])
    }
    return germanNullsFirst(beads)
  }

  private static func germanNullsFirst(_ beads: [Bead]) -> [Bead] {
    var result: [Bead] = []
    var run: [Bead] = []
    func flush() {
      guard let first = run.first else { return }
      var (german, english) = (first.german.lowerBound, first.english.lowerBound)
      for bead in run.filter({ $0.english.isEmpty }) + run.filter({ $0.german.isEmpty }) {
        result.append(Bead(german: german..<german + bead.german.count, english: english..<english + bead.english.count))
        (german, english) = (german + bead.german.count, english + bead.english.count)
      }
      run = []
    }
    for bead in beads {
      if bead.type.isNull {
        run.append(bead)
      } else {
        flush()
        result.append(bead)
      }
    }
    flush()
    return result
  }
}
