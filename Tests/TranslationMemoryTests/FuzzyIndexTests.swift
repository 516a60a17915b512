import Corpus
import FileIO
import Glibc
import TestSupport
import Testing

@testable import TranslationMemory

@Suite struct FuzzyIndexTests {
  /// Lines of the seed pair and, where they are, of the news.
  private static let sentences: [String] = {
    let news = (0...6).flatMap { ["21.de-en.\($0).de", "21.en-de.\($0).en"] }.map { "\(developmentData)/align-news/\($0)" }
    return (["\(kimPutin)/de.txt", "\(kimPutin)/en.txt"] + news).flatMap { path in
      ((try? InputFile.read(path)) ?? []).split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
  }()

  private func check(_ index: FuzzyIndex, _ texts: [Int64: String], _ queries: [String], atLeast percents: [Int] = [70, 85, 40, 0]) {
    let searcher = FuzzySearcher(index)
    for query in queries {
      let all = ranked(texts, query)
      for percent in percents {
        let found = all.filter { $0.percent >= percent }
        for limit in [1, 5, 1000] {
          let hits = searcher.hits(for: query, atLeast: percent, limit: limit)
          #expect(hits == Array(found.prefix(limit)), "\(query) \(percent) \(limit)")
        }
      }
    }
  }

  @Test("Random texts are found as if every one were measured", arguments: ["ab", "abcdefgh ", "aäß–日本語中文🙂"])
  func random(alphabet: String) throws {
    var source = RandomTexts(random: SplitMix64(seed: 5), alphabet: Array(alphabet))
    var texts: [Int64: String] = [:]
    for id in 0..<1500 {
      texts[Int64(id)] = id % 3 > 0 ? source.edited(texts[Int64(id - 1)] ?? "", 4) : source.text(0...(id % 100 == 0 ? 400 : 30))
    }
    var index = FuzzyIndex()
    try index.add(texts.map { ($0.key, $0.value) })
    let queries = (0..<12).map { source.edited(texts[Int64($0 * 57)] ?? "", 6) } + ["", source.text(5...9), source.text(300...400)]
    check(index, texts, queries)
  }

  @Test("Sentences are found as if every one were measured")
  func real() throws {
    let texts = Dictionary(uniqueKeysWithValues: Self.sentences.enumerated().map { (Int64($0.offset), $0.element) })
    var source = RandomTexts(random: SplitMix64(seed: 6), alphabet: Array("aeinrst ."))
    var index = FuzzyIndex()
    try index.add(texts.map { ($0.key, $0.value) })
    let queries = Self.sentences.enumerated().filter { $0.offset % (1 + Self.sentences.count / 8) == 0 }.map {
      source.edited($0.element, 12)
    }
    #expect(!queries.isEmpty)
    check(index, texts, queries, atLeast: [70, 50])
  }

  @Test("A bigram that comes more than 255 times is not missed")
  func manyOfABigram() throws {
    let texts: [Int64: String] = [
      1: String(repeating: "a", count: 700), 2: String(repeating: "a", count: 600), 3: String(repeating: "ab", count: 350),
    ]
    var index = FuzzyIndex()
    try index.add((10..<2000).map { ($0, "x\($0)") } + texts.map { ($0.key, $0.value) })
    check(index, texts, [String(repeating: "a", count: 650)], atLeast: [70, 90])
  }

  @Test("Adding, replacing and removing texts at any size leaves what was put in last")
  func incremental() throws {
    var source = RandomTexts(random: SplitMix64(seed: 7), alphabet: Array("abcde "))
    var texts: [Int64: String] = [:]
    var index = FuzzyIndex()
    for round in 0..<16 {
      let added = (0..<(round == 0 ? 4000 : Int.random(in: 1...900, using: &source.random))).map { _ in
        (id: Int64.random(in: -3000...3000, using: &source.random), text: source.text(1...25))
      }
      try index.add(added)
      for entry in added { texts[entry.id] = entry.text }
      let removed = (0..<60).map { _ in Int64.random(in: -3000...3000, using: &source.random) }
      index.remove(removed)
      for id in removed { texts[id] = nil }
      #expect(index.count == texts.count)
      if round % 5 == 0 { check(index, texts, [source.text(5...20), source.edited(texts.first?.value ?? "", 3)], atLeast: [70]) }
    }
    index.remove(Array(texts.keys))
    #expect(index.count == 0)
    #expect(FuzzySearcher(index).hits(for: "abc", atLeast: 0).isEmpty)
  }

  @Test("A small part is not merged with a much larger one, and parts of similar size are")
  func merging() throws {
    var index = FuzzyIndex()
    try index.add((0..<9000).map { ($0, "text \($0)") })
    try index.add((10_000..<11_100).map { ($0, "text \($0)") })
    #expect(index.states.map(\.count) == [9000, 1100])
    try index.add((20_000..<22_000).map { ($0, "text \($0)") })
    #expect(index.states.map(\.count) == [9000, 3100])
    #expect(index.pending.isEmpty)
    index.remove(Array(0..<8000))
    try index.add((30_000..<31_100).map { ($0, "text \($0)") })
    #expect(index.states.map(\.count) == [1000, 3100, 1100])
  }

  @Test("Many look-ups at a time give what they give one by one")
  func bulk() throws {
    var source = RandomTexts(random: SplitMix64(seed: 8), alphabet: Array("abcdef "))
    let texts = (0..<3000).map { (id: Int64($0), text: source.text(3...30)) }
    var index = FuzzyIndex()
    try index.add(texts)
    let queries = (0..<200).map { source.edited(texts[$0 * 7].text, 3) }
    let searcher = FuzzySearcher(index)
    #expect(index.hits(for: queries, workers: 4) == queries.map { searcher.hits(for: $0) })
    #expect(index.hits(for: []).isEmpty)
  }

  @Test("A saved index opens with the same answers, and saving again writes only new parts")
  func saved() throws {
    try withFolder { folder in
      var source = RandomTexts(random: SplitMix64(seed: 9), alphabet: Array("abcdäö語 "))
      var texts: [Int64: String] = [:]
      for id in 0..<2500 { texts[Int64(id)] = source.text(0...30) }
      var index = FuzzyIndex()
      try index.add(texts.map { ($0.key, $0.value) })
      try index.save(to: folder)
      let parts = files(in: folder)
      for id in 5000..<5100 { texts[Int64(id)] = source.text(2...30) }
      try index.add(texts.filter { $0.key >= 5000 }.map { ($0.key, $0.value) })
      index.remove([1, 2, 3, 5001])
      for id in [1, 2, 3, 5001] { texts[Int64(id)] = nil }
      try index.save(to: folder)
      #expect(files(in: folder).count == parts.count + 1)
      #expect(Set(parts).isSubset(of: files(in: folder)))
      var opened = try FuzzyIndex(opening: folder)
      #expect(opened.count == texts.count)
      check(opened, texts, [source.text(5...20), texts[7] ?? ""], atLeast: [70, 30])
      opened.remove(Array(texts.keys))
      try opened.save(to: folder)
      #expect(files(in: folder) == ["index"])
      #expect(try FuzzyIndex(opening: folder).count == 0)
    }
  }

  @Test("A part that is cut off or has any byte changed is refused")
  func damaged() throws {
    var source = RandomTexts(random: SplitMix64(seed: 10), alphabet: Array("abc語"))
    let bytes = IndexSegmentBuilder.build((0..<20).map { (Int64($0), FoldedText(source.text(1...6))) })
    #expect(throws: Never.self) { try IndexSegment(IndexBytes(bytes), name: nil) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &source.random)
      #expect(throws: Diagnostic.self) { try IndexSegment(IndexBytes(changed), name: nil) }
      #expect(throws: Diagnostic.self) { try IndexSegment(IndexBytes(Array(bytes[..<place])), name: nil) }
    }
  }

  @Test("A part with wrong contents and a right checksum is refused or harmless")
  func forged() throws {
    var source = RandomTexts(random: SplitMix64(seed: 11), alphabet: Array("abc語"))
    let bytes = IndexSegmentBuilder.build((0..<200).map { (Int64($0), FoldedText(source.text(1...20))) })
    var refused = 0
    for _ in 0..<3000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &source.random) {
        changed[Int.random(in: 24..<changed.count, using: &source.random)] = UInt8.random(in: 0...255, using: &source.random)
      }
      let sum = changed.withUnsafeBytes { IndexLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[24...])) }
      withUnsafeBytes(of: sum.littleEndian) { changed.replaceSubrange(16..<24, with: $0) }
      guard let segment = try? IndexSegment(IndexBytes(changed), name: nil) else {
        refused += 1
        continue
      }
      var index = FuzzyIndex()
      index.states = [FuzzyIndex.State(segment: segment)]
      #expect(FuzzySearcher(index).hits(for: source.text(1...20), atLeast: 30).count <= 5)
    }
    #expect(refused > 500)
  }

  @Test("A list of parts that is damaged, or names a part that is not there, is refused")
  func damagedList() throws {
    try withFolder { folder in
      var index = FuzzyIndex()
      try index.add([(1, "one"), (2, "two")])
      try index.save(to: folder)
      let list = try InputFile.read(folder + "/index")
      for place in list.indices {
        var changed = list
        changed[place] ^= 1
        for bytes in [changed, Array(list[..<place])] {
          let output = try OutputFile(folder + "/index")
          try output.write(bytes)
          try output.commit()
          #expect(throws: Diagnostic.self) { try FuzzyIndex(opening: folder) }
        }
      }
      try index.save(to: folder)
      let part = try #require(files(in: folder).first { $0 != "index" })
      unlink("\(folder)/\(part)")
      #expect(throws: Diagnostic.self) { try FuzzyIndex(opening: folder) }
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/FuzzyIndexTests.XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for file in files(in: folder) { unlink("\(folder)/\(file)") }
      rmdir(folder)
    }
    try body(folder)
  }

  private func files(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { names.append(String(cString: $0)) }
      }
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}
