import BilingualModel
import Corpus
import Documents
import Evaluation
import FileIO
import TestSupport
import Testing

@testable import SentenceAlignment

@Suite struct MovedSearchTests {
  private func check(_ alignment: Alignment, german: [Sentence], english: [Sentence]) {
    #expect(alignment.covers(german: german.count, english: english.count))
    let nulls = (
      Set(alignment.beads.filter { $0.english.isEmpty }.flatMap(\.german)),
      Set(alignment.beads.filter { $0.german.isEmpty }.flatMap(\.english))
    )
    var seen = (Set<Int>(), Set<Int>())
    for block in alignment.moved {
      #expect(nulls.0.isSuperset(of: block.german) && nulls.1.isSuperset(of: block.english), "moved sentences are in null beads: \(block)")
      #expect(seen.0.isDisjoint(with: block.german) && seen.1.isDisjoint(with: block.english))
      seen.0.formUnion(block.german)
      seen.1.formUnion(block.english)
      let beads = block.beads.map {
        Bead(german: $0.german.moved(-block.german.lowerBound), english: $0.english.moved(-block.english.lowerBound))
      }
      #expect(Alignment(beads: beads).covers(german: block.german.count, english: block.english.count))
    }
  }

  /// A pair of texts in which some German sentences stand elsewhere.
  private func moved(_ pair: SyntheticPair, _ block: Range<Int>, to place: Int) -> [Sentence] {
    var german = pair.german
    german.removeSubrange(block)
    german.insert(contentsOf: pair.german[block], at: place)
    return german
  }

  @Test("A passage that moved is found and paired as it was", arguments: [1, 2, 5, 30], [false, true])
  func passages(length: Int, goesUp: Bool) throws {
    let pair = SyntheticPair(110, seed: UInt64(length))
    let first = try #require(pair.gold.firstIndex { $0.german.lowerBound >= (goesUp ? 70 : 10) })
    let last = try #require(pair.gold.firstIndex { $0.german.upperBound >= pair.gold[first].german.lowerBound + length })
    let block = pair.gold[first].german.lowerBound..<pair.gold[last].german.upperBound
    let place = try #require(pair.gold.first { $0.german.lowerBound >= (goesUp ? 15 : 95 - block.count) }).german.lowerBound
    let german = moved(pair, block, to: place)
    let alignment = try SentenceAligner(model: nil).align(german: german, english: pair.english)
    check(alignment, german: german, english: pair.english)
    let found = try #require(alignment.moved.first)
    #expect(alignment.moved.count == 1 && found.german == place..<place + block.count)
    let beads = found.beads.map { Bead(german: $0.german.moved(block.lowerBound - place), english: $0.english) }
    #expect(beads == Array(pair.gold[first...last]))
  }

  @Test("In a long document, of which only open sentences are read again, a passage is found far from its place")
  func longDocument() throws {
    let pair = SyntheticPair(5000, seed: 9)
    let first = try #require(pair.gold.firstIndex { $0.german.lowerBound >= 500 })
    let block = pair.gold[first].german.lowerBound..<pair.gold[first + 11].german.upperBound
    let place = try #require(pair.gold.first { $0.german.lowerBound >= 4200 }).german.lowerBound
    let german = moved(pair, block, to: place)
    let alignment = try SentenceAligner(model: nil).align(german: german, english: pair.english)
    check(alignment, german: german, english: pair.english)
    #expect(alignment.moved.map(\.german) == [place..<place + block.count])
    #expect(alignment.moved.first?.beads.count == 12)
  }

  @Test("Anchored sentences never count as moved, and anchors hold beside passages that moved")
  func anchored() throws {
    let pair = SyntheticPair(60, seed: 4)
    let german = moved(pair, 10..<15, to: 40)
    var anchors = AlignmentAnchors()
    for sentence in 40..<45 { anchors.require(Bead(german: sentence..<sentence + 1, english: 0..<0)) }
    #expect(try SentenceAligner(model: nil).align(german: german, english: pair.english, anchors: anchors).moved == [])
    var other = AlignmentAnchors()
    other.require(Bead(german: 0..<2, english: 0..<1))
    let alignment = try SentenceAligner(model: nil).align(german: german, english: pair.english, anchors: other)
    #expect(alignment.moved.map(\.german) == [40..<45] && alignment.beads.first == Bead(german: 0..<2, english: 0..<1))
  }

  @Test("Texts with omissions on both sides have no passages that moved", arguments: 0..<3 as Range<UInt64>)
  func omissions(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pair = SyntheticPair(100, seed: seed)
    let german = pair.german.filter { _ in Int.random(in: 0..<8, using: &random) > 0 }
    let english = pair.english.filter { _ in Int.random(in: 0..<8, using: &random) > 0 }
    let alignment = try SentenceAligner(model: nil).align(german: german, english: english)
    check(alignment, german: german, english: english)
    #expect(alignment.moved == [])
  }

  @Test("A crossing is what looking at every bead says", arguments: 0..<50)
  func crossing(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var (g, e) = (0, 0)
    let beads = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      let (height, width) = (Int.random(in: 0...2, using: &random), Int.random(in: 0...2, using: &random))
      defer { (g, e) = (g + height, e + width) }
      return Bead(german: g..<g + height, english: e..<e + width, confidence: Double.random(in: 0...1, using: &random))
    }
    let test = CrossingTest(beads, confidence: 0.3)
    for g in 0..<12 {
      for e in 0..<12 {
        let expected = beads.contains { bead in
          guard !bead.type.isNull, bead.confidence >= 0.3 else { return false }
          return (bead.german.upperBound <= g && bead.english.lowerBound > e)
            || (bead.german.lowerBound > g && bead.english.upperBound <= e)
        }
        #expect(test.isCrossed(g..<g + 1, e..<e + 1) == expected)
      }
    }
  }

  private static let news = ["21.de-en", "21.en-de"].flatMap { direction in
    stride(from: 0, to: 7, by: 2).map { "\(developmentData)/align-news/\(direction).\($0)" }
  }
  private static let hasNews = (try? InputFile.read("\(news[0]).deen")) != nil

  @Test(
    "News has no passages that moved, and moved passages are found",
    .enabled(if: hasNews, "the development data is not beside the repository"))
  func developmentNews() throws {
    var (found, all) = (0, 0)
    for prefix in Self.news {
      var german = try TextReader(language: .german).readSegmented("\(prefix).de").sentences
      let english = try TextReader(language: .english).readSegmented("\(prefix).en").sentences
      let aligner = try SentenceAligner(model: WordVectorModel.shipped())
      #expect(try aligner.align(german: german, english: english).moved == [], "\(prefix)")
      let gold = try BeadFile.beads(in: InputFile.read("\(prefix).deen"), file: prefix)
      let passage = Array(german[20..<26])
      german.removeSubrange(20..<26)
      german.insert(contentsOf: passage, at: 60)
      let alignment = try aligner.align(german: german, english: english)
      check(alignment, german: german, english: english)
      let suggested = Set(alignment.moved.flatMap(\.beads).map(IndexBead.init))
      let right = gold.filter { !$0.english.isEmpty && $0.german.allSatisfy((20..<26).contains) && !$0.german.isEmpty }
      all += right.count
      found += right.count { suggested.contains(IndexBead(german: $0.german.map { $0 + 40 }, english: $0.english)) }
    }
    #expect(Double(found) >= 0.9 * Double(all))
  }
}
