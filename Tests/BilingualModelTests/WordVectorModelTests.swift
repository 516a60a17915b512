import Corpus
import Glibc
import Testing

@testable import BilingualModel

@Suite struct WordVectorModelTests {
  /// A model file of a few words, laid out by hand: each word's vector is its scale along one axis.
  private static func file(_ sides: [(tag: String, words: [(word: String, axis: Int)])], dimensions: Int = 4) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 128)
    func put<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
      for place in 0..<MemoryLayout<Value>.size { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * Value(place))) }
    }
    func append<Value: FixedWidthInteger>(_ values: [Value]) {
      bytes += [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
      for value in values {
        let offset = bytes.count
        bytes += [UInt8](repeating: 0, count: MemoryLayout<Value>.size)
        put(value, at: offset)
      }
    }
    for (number, side) in sides.enumerated() {
      let words = side.words.map { (key: WordKey.of(Array($0.word.utf16).span), axis: $0.axis) }.sorted { $0.key < $1.key }
      bytes += [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
      put(UInt64(bytes.count), at: 56 + 8 * number)
      put(UInt32(words.count), at: 48 + 4 * number)
      for (place, unit) in side.tag.utf8.enumerated() { bytes[32 + 8 * number + place] = unit }
      append(words.map(\.key))
      append(words.map { _ in Float(0.5).bitPattern })
      append(words.map { _ in Float(-5).bitPattern })
      append(words.flatMap { word in (0..<dimensions).map { $0 == word.axis ? Int8(2) : 0 } })
    }
    for (place, unit) in "SATZVEC1".utf8.enumerated() { bytes[place] = unit }
    put(UInt32(1), at: 8)
    put(UInt32(dimensions), at: 12)
    put(UInt64(bytes.count), at: 24)
    put(bytes[128...].reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } as UInt64, at: 16)
    return bytes
  }

  private static let sample = file([
    ("de", [("haus", 0), ("hund", 1), ("arbeit", 2), ("platz", 3), ("strasse", 1), ("über", 2)]),
    ("en", [("house", 0), ("dog", 1), ("work", 2), ("place", 3)]),
  ])

  @discardableResult
  private func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    var template = Array("/tmp/satzpaar-model-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return try body(path)
  }

  private func model() throws -> WordVectorModel { try withFile(Self.sample) { try WordVectorModel(path: $0) } }

  private func axes(_ text: String, _ language: String) throws -> [Int] {
    let model = try model()
    let profile = try LexicalAnalyzer(language: language, model: model).profile(of: text)
    let side = try #require(model.side(language))
    return profile.words.map { word in
      var word = word
      word.weight = 1
      return side.sums([[word]]).firstIndex(of: 1) ?? -1
    }
  }

  @Test("A model knows its languages, dimensions and words")
  func header() throws {
    let model = try model()
    #expect(model.languages == ["de", "en"] && model.dimensions == 4 && model.wordCounts == [6, 4])
    #expect(model.side("fr") == nil)
  }

  @Test("Words are found in any case and spelling", arguments: ["Haus", "HAUS", "haus", "Ha\u{AD}us", "Häuschen und Haus"])
  func words(text: String) throws {
    #expect(try axes(text, "de").contains(0))
  }

  @Test("Decomposed letters and ß are found")
  func spelling() throws {
    #expect(try axes("u\u{308}ber die Straße", "de") == [2, 1])
  }

  @Test("Unknown compounds fall into known parts, with or without a linking element")
  func compounds() throws {
    #expect(try axes("Arbeitsplatz", "de") == [2, 3])
    #expect(try axes("Arbeitplatz", "de") == [2, 3])
    #expect(try axes("Hundehaus", "de") == [1, 0])
    #expect(try axes("Arbeitsplätze", "de") == [2, 3])
    #expect(try axes("Häuserarbeit", "de") == [0, 2])
    // An umlaut without the ending of a plural is the word's own.
    #expect(try axes("Häusarbeit", "de") == [])
    #expect(try axes("Hundearbeitsplatz", "de") == [1, 2, 3])
    // English words are not split.
    #expect(try axes("workplace", "en") == [2])
  }

  @Test("Unknown forms fall back to a known stem")
  func stems() throws {
    #expect(try axes("Arbeiten", "de") == [2])
    #expect(try axes("houses", "en") == [0])
    #expect(try axes("Plätze", "de") == [3])
    #expect(try axes("Zzyzx", "de") == [])
  }

  @Test("Sentences that translate each other point the same way")
  func sentences() throws {
    let model = try model()
    func vectors(_ texts: [String], _ language: String) throws -> SentenceVectors {
      let analyzer = try LexicalAnalyzer(language: language, model: model)
      return try #require(SentenceVectors(texts.map { try analyzer.profile(of: $0) }, model: model, language: language))
    }
    let german = try vectors(["Haus", "Hund", "Arbeit", "nichts Bekanntes"], "de")
    let english = try vectors(["house", "dog", "work", "unknown thing"], "en")
    for sentence in 0..<3 {
      var dots = [Float](repeating: 0, count: 4)[...]
      german.dot(sentence, english, 0..<4, into: &dots)
      #expect(dots.firstIndex(of: dots.max() ?? 0) == sentence)
    }
    #expect(german.runNorms(longest: 2).count == 8)
  }

  @Test("Without a side for the language there are no vectors")
  func otherLanguage() throws {
    #expect(SentenceVectors([SentenceProfile()], model: try model(), language: "fr") == nil)
  }

  @Test("Every cut and every changed byte of a model is refused or harmless, never a crash")
  func damage() throws {
    for length in [0, 1, 7, 127, 128, 129, 300, Self.sample.count - 1] {
      #expect(throws: Diagnostic.self) { try withFile(Array(Self.sample.prefix(length))) { try WordVectorModel(path: $0) } }
    }
    for offset in stride(from: 128, to: Self.sample.count, by: 7) {
      var bytes = Self.sample
      bytes[offset] ^= 0xFF
      #expect(throws: Diagnostic.self) { try withFile(bytes) { try WordVectorModel(path: $0) } }
    }
    for offset in 0..<128 {
      var bytes = Self.sample
      bytes[offset] ^= 0xFF
      try withFile(bytes) { try? WordVectorModel(path: $0) }
    }
  }

  @Test("A missing model and one of another program are named")
  func wrongFiles() throws {
    #expect(throws: Diagnostic(.unreadableInput, file: "/nonexistent", "no such file or directory", cure: "check the path of the model")) {
      try WordVectorModel(path: "/nonexistent")
    }
    try withFile(Array(repeating: 65, count: 500)) { path in
      #expect(
        throws: Diagnostic(.malformedInput, file: path, "this is no model of Satzpaar's", cure: "build one with tools/build-model")
      ) {
        try WordVectorModel(path: path)
      }
    }
  }
}
