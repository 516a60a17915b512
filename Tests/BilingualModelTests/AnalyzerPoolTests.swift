import BilingualModel
import Dispatch
import Synchronization
import Testing

@Suite struct AnalyzerPoolTests {
  @Test("Tasks at the same time get what an analyzer of their own would say, whatever was read before")
  func concurrentTasks() throws {
    let texts = (0..<400).map { "Das \($0 % 7). Haus der Donaudampfschifffahrt\($0 % 5) in Wladiwostok kostet \($0 % 11),5 Euro." }
    let pool = AnalyzerPool(language: "de", model: try .shipped())
    let profiles = Mutex([SentenceProfile?](repeating: nil, count: texts.count))
    DispatchQueue.concurrentPerform(iterations: texts.count) { index in
      let profile = try? pool.lend { try $0.profile(of: texts[index]) }
      profiles.withLock { $0[index] = profile }
    }
    let found = profiles.withLock { $0 }
    for (text, profile) in zip(texts, found) {
      #expect(try profile == LexicalAnalyzer(language: "de", model: .shipped()).profile(of: text), "\(text)")
    }
  }

  @Test("An analyzer comes back when its work fails")
  func failure() throws {
    struct Failure: Error {}
    let pool = AnalyzerPool(language: "de")
    #expect(throws: Failure.self) { try pool.lend { _ in throw Failure() } }
    #expect(try pool.lend { try $0.profile(of: "Ein Haus.") }.length == 8)
  }
}
