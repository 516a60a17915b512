import TMX
import Testing

@testable import TranslationMemory

@Suite struct DeduplicationTests {
  private func unit(_ english: String, note: String, date: String) -> TMXUnit {
    TMXUnit(
      attributes: ["changedate": date], remarks: [TMXRemark(.note, text: note)],
      variants: [
        TMXVariant(language: "en", segment: TMXSegment(english)), TMXVariant(language: "de", segment: TMXSegment("x")),
      ])
  }

  private func store() throws -> ArrayMemory {
    let store = ArrayMemory()
    try store.add(
      [
        unit("Open", note: "a", date: "20200101T000000Z"), unit("Close", note: "b", date: "20200101T000000Z"),
        unit("Open", note: "c", date: "20230101T000000Z"), unit("Open", note: "a", date: "20210101T000000Z"),
      ], inContext: false)
    return store
  }

  @Test("The first of equal units stays, with what the others have besides and the later date")
  func uniting() throws {
    let store = try store()
    #expect(try Deduplication(store).run(isDry: false) { _ in } == 2)
    #expect(store.all.map(\.id) == [1, 2])
    #expect(store.all[0].unit.remarks.map(\.text) == ["a", "c"])
    #expect(store.all[0].unit.attributes["changedate"] == "20230101T000000Z")
    #expect(store.all[0].version == 2)
    #expect(store.all[1].version == 1)
    #expect(try Deduplication(store).run(isDry: false) { _ in } == 0)
  }

  @Test("A dry run names the pairs and changes nothing")
  func dry() throws {
    let store = try store()
    let before = store.all
    var pairs: [[Int64]] = []
    #expect(try Deduplication(store).run(isDry: true) { pairs.append([$0.first.id, $0.second.id]) } == 2)
    #expect(pairs == [[1, 3], [1, 4]])
    #expect(store.all == before)
  }

  @Test("Nothing goes with a unit that another program changed meanwhile")
  func conflict() throws {
    let store = try store()
    let count = try Deduplication(store).run(isDry: false) { pair in
      // The change comes after the units were read.
      if pair.second.id == 3 { _ = store.update(store.units([1])) }
    }
    #expect(count == 0)
    #expect(store.all.count == 4)
  }
}
