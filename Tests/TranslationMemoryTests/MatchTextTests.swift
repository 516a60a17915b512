import Testing

@testable import TranslationMemory

@Suite struct MatchTextTests {
  @Test("White space becomes single spaces and letters are composed")
  func normalised() throws {
    #expect(try MatchText("  O\u{308}l\t\n und\u{A0}\u{2003}Gas \r\n").text == "Öl und Gas")
    #expect(try MatchText(" \n ").text.isEmpty)
  }

  @Test("Texts that are equal once normalised have the same hash, and the hash stays the same from version to version")
  func hash() throws {
    #expect(try MatchText("O\u{308}l  x").hash == MatchText("Öl x").hash)
    #expect(try MatchText("Öl x").hash != MatchText("Öl y").hash)
    #expect(try MatchText("").hash == 0x8570_E250_FE4C_2473)
  }

  @Test("Numbers are found as they are written, and a text without them has a hash of its own")
  func numbers() throws {
    let text = try MatchText("In 2023, 1.234,5 of 10.")
    #expect(text.numbers == ["2023", "1.234,5", "10"])
    #expect(try text.hashWithoutNumbers == MatchText("In 2024, 7 of 999.").hashWithoutNumbers)
    #expect(try text.hashWithoutNumbers != MatchText("In 2024, 7 of x.").hashWithoutNumbers)
  }

  @Test("Tags are no part of the text; their places count what is not white space")
  func tags() throws {
    let text = try MatchText([.tag("a"), .text("Open "), .tag("b"), .text(" the"), .tag("/b"), .text(" file")])
    #expect(text.text == "Open the file")
    #expect(text.tags.map(\.name) == ["a", "b", "/b"])
    #expect(text.tags.map(\.position) == [0, 4, 7])
  }

  @Test("Neighbours that the unit knows must be the same")
  func context() {
    let here = MatchContext(previous: 1, next: 2)
    #expect(here.matches(here))
    #expect(here.matches(MatchContext(previous: 1)))
    #expect(!here.matches(MatchContext(previous: 1, next: 3)))
    #expect(!here.matches(MatchContext()))
    #expect(!MatchContext(previous: 1).matches(here))
  }

  @Test("Equal texts are found by hash, those in context first, and texts that differ in numbers apart")
  func exact() throws {
    var index = ExactIndex()
    let (a, b) = (try MatchText("Page 1"), try MatchText("Page 2"))
    index.add(1, a)
    index.add(2, a, context: MatchContext(previous: 7))
    index.add(3, b)
    #expect(index.units(for: a, context: MatchContext(previous: 7)).map(\.id) == [2, 1])
    #expect(index.units(for: a).map(\.id) == [1, 2])
    #expect(index.units(forAnyNumbersIn: b) == [1, 2, 3])
    index.remove(1, a)
    index.remove(3, b)
    #expect(index.units(for: b).isEmpty)
    #expect(index.units(forAnyNumbersIn: b) == [2])
  }
}
