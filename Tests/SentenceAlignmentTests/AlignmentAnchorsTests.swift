import BilingualModel
import Corpus
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct AlignmentAnchorsTests {
  private func align(_ pair: SyntheticPair, _ anchors: AlignmentAnchors, usesParagraphs: Bool = true) throws -> [Bead] {
    let beads = try SentenceAligner(usesParagraphs: usesParagraphs, model: nil).align(
      german: pair.german, english: pair.english, anchors: anchors
    ).beads
    #expect(Alignment(beads: beads).covers(german: pair.german.count, english: pair.english.count))
    return beads
  }

  /// The anchors that an alignment breaks.
  private func broken(_ beads: [Bead], _ anchors: AlignmentAnchors) -> [AlignmentAnchors.Anchor] {
    let whole = Set(beads.map { Bead(german: $0.type.german > 0 ? $0.german : 0..<0, english: $0.type.english > 0 ? $0.english : 0..<0) })
    let holder = Dictionary(uniqueKeysWithValues: beads.flatMap { bead in bead.german.map { ($0, bead) } })
    return anchors.anchors.filter { anchor in
      if anchor.isBead {
        // Confidence is part of a bead: only 1 is equal.
        return !whole.contains(
          Bead(german: anchor.german.isEmpty ? 0..<0 : anchor.german, english: anchor.english.isEmpty ? 0..<0 : anchor.english))
      }
      return holder[anchor.german.lowerBound]?.english.contains(anchor.english.lowerBound) != true
    }
  }

  /// Some of the true beads, whole or as pairs.
  private func right(_ pair: SyntheticPair, every: Int, _ random: inout SplitMix64) -> AlignmentAnchors {
    var anchors = AlignmentAnchors()
    for bead in pair.gold where Int.random(in: 0..<every, using: &random) == 0 {
      if let german = bead.german.last, let english = bead.english.first, Bool.random(using: &random) {
        anchors.require(german: german, english: english)
      } else {
        anchors.require(bead)
      }
    }
    return anchors
  }

  /// Anchors that know nothing of the text but rise on both sides: pairs, pairs that share sentences, beads of any type, nulls.
  private func wrong(_ pair: SyntheticPair, gap: Int, _ random: inout SplitMix64) -> AlignmentAnchors {
    var anchors = AlignmentAnchors()
    var (g, e) = (0, 0)
    while true {
      g += Int.random(in: 0...gap, using: &random)
      e += Int.random(in: 0...gap, using: &random)
      var (height, width) = (1, 1)
      let kind = Int.random(in: 0..<5, using: &random)
      if kind == 1 { height = Int.random(in: 1...3, using: &random) }
      if kind == 2 { (height, width) = (Int.random(in: 1...9, using: &random), Int.random(in: 1...9, using: &random)) }
      if kind == 3 { width = 0 }
      if kind == 4 { height = 0 }
      guard g + height <= pair.german.count, e + width <= pair.english.count else { return anchors }
      if kind < 2 {
        for german in g..<g + height { anchors.require(german: german, english: e) }
      } else {
        anchors.require(Bead(german: g..<g + height, english: e..<e + width))
      }
      (g, e) = (g + height, e + width)
    }
  }

  @Test("Anchors from the true beads and any others that rise hold after alignment", arguments: 0..<60)
  func holding(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let count = [3, 12, 40, 130][seed % 4]
    let pair = SyntheticPair(count, seed: UInt64(seed), lacking: seed % 3 == 0 ? [count / 3..<count / 2] : [])
    let isRight = seed % 8 < 4
    let anchors = isRight ? right(pair, every: 1 + seed % 5, &random) : wrong(pair, gap: [1, 3, 10, 40][seed / 8 % 4], &random)
    let beads = try align(pair, anchors, usesParagraphs: seed % 2 == 0)
    #expect(broken(beads, anchors) == [])
  }

  @Test("Anchors hold in documents that are cut into pieces", arguments: [0, 1])
  func pieces(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let pair = SyntheticPair(3100, seed: UInt64(seed), lacking: [1000..<1050])
    let anchors = seed % 2 == 0 ? right(pair, every: 30, &random) : wrong(pair, gap: 12, &random)
    #expect(broken(try align(pair, anchors), anchors) == [])
  }

  @Test("Required pairs alone cut a document whose sentences have nothing in common", arguments: [false, true])
  func cutting(isBead: Bool) throws {
    let texts = SyntheticPair(9000, seed: 1)
    func landmarks(_ range: Range<Int>) throws -> Landmarks { try Landmarks(Array(texts.german[range]), language: "de") }
    let (german, english) = (try landmarks(0..<4500), try landmarks(4500..<9000))
    let blocks = stride(from: 100, to: 4400, by: 100).map {
      RequiredBlocks.Block(german: $0..<$0 + 2, english: $0..<$0 + 1, rule: isBead ? .bead : .inOneBead)
    }
    let pieces = DocumentPieces(german: german, english: english, required: RequiredBlocks(blocks: blocks)).pieces
    #expect(DocumentPieces(german: german, english: english, required: RequiredBlocks()).pieces.count == 1)
    try #require(pieces.count == 2)
    #expect(isBead ? pieces[0].german.upperBound == pieces[1].german.lowerBound : pieces[0].german.overlaps(pieces[1].german))
    for block in blocks {
      for piece in pieces {
        #expect(piece.german.contains(block.german.lowerBound) == piece.german.contains(block.german.upperBound - 1))
        #expect(piece.german.contains(block.german.lowerBound) == piece.english.contains(block.english.lowerBound))
      }
    }
  }

  @Test("A required bead is certain, and a pair's bead as sure as what follows from the pair")
  func confidence() throws {
    let pair = SyntheticPair(30, seed: 5)
    var anchors = AlignmentAnchors()
    anchors.require(Bead(german: 3..<8, english: 4..<6))
    anchors.require(german: 20, english: 15)
    let beads = try align(pair, anchors)
    #expect(beads.contains(Bead(german: 3..<8, english: 4..<6, confidence: 1)))
    let held = try #require(beads.first { $0.german.contains(20) })
    #expect(held.confidence < 1 && held.confidence > 0.05)
  }

  @Test("A whole alignment as anchors comes back as it is")
  func everything() throws {
    let pair = SyntheticPair(200, seed: 9, lacking: [50..<90])
    var anchors = AlignmentAnchors()
    for bead in pair.gold { anchors.require(bead) }
    #expect(try align(pair, anchors) == pair.gold)
  }

  @Test("A file has pairs, beads with and without a number, comments, a byte-order mark and any line ends")
  func parsing() throws {
    let text = "\u{FEFF}# settled by hand\r\n12 15\r\n\n 3\t4 # tab\n[3, 4]:[5]\n[7]:[]:0.25\n[]:[8,9]:1\n"
    var expected = AlignmentAnchors()
    expected.require(german: 12, english: 15)
    expected.require(german: 3, english: 4)
    expected.require(Bead(german: 3..<5, english: 5..<6))
    expected.require(Bead(german: 7..<8, english: 0..<0))
    expected.require(Bead(german: 0..<0, english: 8..<10))
    let read = try AlignmentAnchors(parsing: Array(text.utf8), file: "a")
    #expect(read.anchors.map(\.description) == expected.anchors.map(\.description))
    #expect(read.anchors.map(\.line) == [2, 4, 5, 6, 7])
  }

  @Test(
    "What is no anchor is refused with its line",
    arguments: [
      "12", "12 x", "-1 2", "1 2 3", "[1]", "[1]:[2]:x", "[]:[]", "[2,1]:[3]", "9223372036854775807 1", "99999999999999999999 1", "\0",
    ])
  func malformed(line: String) {
    let error = Diagnostic(
      .malformedInput, file: "a", at: .line(2), "not an anchor: \(line)", cure: "write it as 12 15 or as [3,4]:[5], indices from 0")
    #expect(throws: error) { try AlignmentAnchors(parsing: Array("0 0\n\(line)".utf8), file: "a") }
  }

  @Test(
    "Anchors that cannot hold are refused with the line that comes later",
    arguments: [
      ("10 0", 1, "there is no German sentence 10: the text has sentences 0 to 9", "count from 0"),
      ("0 0\n[]:[9,10]", 2, "there is no English sentence 10: the text has sentences 0 to 9", "count from 0"),
      ("5 6\n3 9", 2, "3 9 crosses 5 6 in line 1", "leave one out"), ("3 9\n5 6", 2, "5 6 crosses 3 9 in line 1", "leave one out"),
      ("[5,6]:[2]\n3 4", 2, "3 4 crosses [5,6]:[2] in line 1", "leave one out"),
      ("[3]:[4]\n3 5", 2, "3 5 contradicts [3]:[4] in line 1", "leave one out"),
      ("2 4\n[3]:[4]", 2, "[3]:[4] contradicts 2 4 in line 1", "leave one out"),
      ("[3,4]:[4]\n[4]:[5]", 2, "[4]:[5] contradicts [3,4]:[4] in line 1", "leave one out"),
      ("3 4\n[3]:[]", 2, "[3]:[] contradicts 3 4 in line 1", "leave one out"),
      ("[]:[4]\n3 3\n3 5", 3, "3 5 contradicts []:[4] in line 1", "leave one out"),
      ("[]:[4]\n[]:[4,5]", 2, "[]:[4,5] contradicts []:[4] in line 1", "leave one out"),
      (
        "1 1\n1 9", 2, "no bead that the aligner makes holds 1 German and 9 English sentences",
        "require the bead itself, as in [1]:[1,…,9]"
      ),
      ("[1,3]:[1]", 1, "sentences are missing in the bead [1,3]:[1]", "name neighbours only, as in [3,4]:[5]"),
    ])
  func impossible(text: String, line: Int, message: String, cure: String) throws {
    let sentences = SyntheticPair(10, seed: 0).german
    #expect(throws: Diagnostic(.malformedInput, file: "a", at: .line(line), message, cure: cure)) {
      try SentenceAligner(model: nil).align(
        german: sentences, english: sentences, anchors: AlignmentAnchors(parsing: Array(text.utf8), file: "a"))
    }
  }

  @Test("Anchors that say the same twice, and pairs inside a required bead, are no contradiction")
  func repeated() throws {
    let sentences = SyntheticPair(10, seed: 0).german
    let anchors = try AlignmentAnchors(parsing: Array("[1,2]:[1]\n1 1\n2 1\n[1,2]:[1]\n5 5\n5 5\n[8]:[]\n[8]:[]".utf8), file: "a")
    let beads = try SentenceAligner(model: nil).align(german: sentences, english: sentences, anchors: anchors).beads
    #expect(broken(beads, anchors) == [])
  }
}
