import TMX
import Testing

@testable import TranslationMemory

@Suite struct LeverageAnalyzerTests {
  private func analyzer(looksInFiles: Bool = true, minimum: Int = 50) throws -> LeverageAnalyzer {
    let store = ArrayMemory()
    let texts = ["Before.", "In context.", "After.", "Open the file now.", "Save the document in 2023."]
    try store.add(
      texts.map {
        TMXUnit(variants: [
          TMXVariant(language: "en", segment: TMXSegment($0)), TMXVariant(language: "de", segment: TMXSegment("x")),
        ])
      })
    let search = MemorySearch(store, try MemoryIndex(of: store, language: "en", folder: nil), SearchOptions(source: "en", now: 0))
    return LeverageAnalyzer(search, minimum: minimum, looksInFiles: looksInFiles)
  }

  private func bands(_ report: LeverageReport) -> [LeverageBand: Int] { report.bands.mapValues(\.segments) }

  @Test("Each segment is in one band: context, repetition, then the percentage")
  func bands() throws {
    let analyzer = try analyzer()
    let report = try analyzer.count([
      "Before.", "In context.", "After.", "Save the document in 2024.", "Open a file now.", "Open the file now.", "After.",
      "Nothing is like this, 3 4.", "Open the file",
    ])
    #expect(bands(report) == [.context: 2, .full: 2, .from95: 1, .from75: 1, .repetition: 1, .from50: 1, .none: 1])
    #expect(report.total.segments == 9)
    #expect(report.bands[.none]?.words == 6)
    #expect(report.bands[.none]?.characters == 26)
    #expect(report.fromFiles.segments == 0)
  }

  @Test("Repetitions and similar segments count across files")
  func files() throws {
    let analyzer = try analyzer()
    let first = try analyzer.count(["A completely new sentence, not seen.", "Another thing"])
    #expect(bands(first) == [.none: 2])
    let second = try analyzer.count(["A completely new sentence not seen.", "Another thing"])
    #expect(bands(second) == [.from95: 1, .repetition: 1])
    #expect(second.fromFiles.segments == 1)
    var total = first
    total += second
    #expect(total.total.segments == 4)
    let other = try self.analyzer(looksInFiles: false)
    #expect(bands(try other.count(["A completely new sentence, not seen.", "A completely new sentence not seen."])) == [.none: 2])
  }

  @Test("Below the least percentage there are no matches")
  func minimum() throws {
    #expect(bands(try analyzer(minimum: 75).count(["Open the file", "Open a file now."])) == [.none: 1, .from75: 1])
    #expect(bands(try analyzer().count([])) == [:])
  }

  @Test("Every percentage has its band")
  func percentages() {
    #expect(
      [0, 49, 50, 74, 75, 84, 85, 94, 95, 99, 100, 101].map { LeverageBand(percent: $0) } == [
        .none, .none, .from50, .from50, .from75, .from75, .from85, .from85, .from95, .from95, .full, .context,
      ])
  }
}
