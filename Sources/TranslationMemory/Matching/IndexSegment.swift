import Corpus

/// A part of a fuzzy index that never changes: texts sorted by length, and for each bigram the texts that have it.
///
/// Its bytes are its file; `IndexLayout` describes them. All are checked when it is opened, so that reading needs no further checks.
final class IndexSegment: Sendable {
  /// The texts of one length.
  struct Length: Sendable {
    let length: Int
    /// Their places.
    let places: Range<Int>
    /// The offset of the first one's characters.
    let texts: Int
  }
  /// A run of places with its own directory of tokens.
  struct Block: Sendable {
    let places: Range<Int>
    let directory: Int
    let tokenCount: Int
  }
  /// The texts of a block that have a token.
  struct Uses {
    let count: Int
    /// Where their bits or their list start.
    let offset: Int
  }

  let bytes: IndexBytes
  let layout: IndexLayout
  /// Ascending.
  let lengths: [Length]
  let blocks: [Block]

  /// The checksum as 16 hexadecimal digits.
  var name: String { FuzzyIndex.hex(bytes.value(at: 16)) }
  /// How many texts there are.
  var count: Int { layout.count }

  /// Builds a segment of texts with distinct ids.
  convenience init(_ entries: [(id: Int64, text: FoldedText)]) throws {
    try self.init(IndexBytes(IndexSegmentBuilder.build(entries)), name: nil)
  }

  /// Opens a segment's bytes.
  /// - Throws: a `Diagnostic` `.malformedInput` when they are not a whole segment, or damaged.
  init(_ bytes: IndexBytes, name: String?) throws {
    guard let opened = Self.open(bytes) else {
      throw Diagnostic(.malformedInput, file: name, "this part of the index is damaged", cure: "build the index anew")
    }
    (self.bytes, layout, lengths, blocks) = (bytes, opened.layout, opened.lengths, opened.blocks)
  }

  private static func open(_ bytes: IndexBytes) -> (layout: IndexLayout, lengths: [Length], blocks: [Block])? {
    guard bytes.count >= IndexLayout.headerSize, bytes.value(at: 0) == IndexLayout.magic, bytes.value(at: 8) == UInt64(bytes.count) else {
      return nil
    }
    let sum = bytes.withBytes { IndexLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[24...])) }
    guard bytes.value(at: 16) == sum else { return nil }
    // Counts are below 2³² and no more than there are bytes, so that no size can overflow.
    func count(_ offset: Int) -> Int { Int(bytes.value(at: offset, as: UInt32.self)) }
    func long(_ offset: Int) -> Int { Int(clamping: min(bytes.value(at: offset, as: UInt64.self), UInt64(bytes.count))) }
    let layout = IndexLayout(
      size: bytes.count, count: count(24), lengthCount: count(28), wideCount: count(32), blockCount: count(36), scalarCount: long(40),
      characterCount: long(48))
    guard layout.directories <= bytes.count, let lengths = lengths(bytes, layout), let blocks = blocks(bytes, layout) else { return nil }
    guard areIDsSorted(bytes, layout), areWideTextsWhole(bytes, layout, lengths) else { return nil }
    return (layout, lengths, blocks)
  }

  private static func lengths(_ bytes: IndexBytes, _ layout: IndexLayout) -> [Length]? {
    var result: [Length] = []
    var characters = 0
    for index in 0..<layout.lengthCount {
      let entry = layout.lengths + 16 * index
      let length = Int(bytes.value(at: entry, as: UInt32.self))
      let first = Int(bytes.value(at: entry + 4, as: UInt32.self))
      let next = index + 1 < layout.lengthCount ? Int(bytes.value(at: entry + 20, as: UInt32.self)) : layout.count
      guard first == result.last?.places.upperBound ?? 0, first < next, next <= layout.count, length > result.last?.length ?? -1,
        bytes.value(at: entry + 8, as: UInt64.self) == UInt64(characters)
      else { return nil }
      result.append(Length(length: length, places: first..<next, texts: layout.texts + characters))
      let (all, overflows) = length.multipliedReportingOverflow(by: next - first)
      guard !overflows, all <= layout.characterCount - characters else { return nil }
      characters += all
    }
    guard characters == layout.characterCount, result.last?.places.upperBound ?? 0 == layout.count else { return nil }
    return result
  }

  private static func blocks(_ bytes: IndexBytes, _ layout: IndexLayout) -> [Block]? {
    var result: [Block] = []
    for index in 0..<layout.blockCount {
      let entry = layout.blocks + 16 * index
      let first = Int(bytes.value(at: entry, as: UInt32.self))
      let tokens = Int(bytes.value(at: entry + 4, as: UInt32.self))
      let next = index + 1 < layout.blockCount ? Int(bytes.value(at: entry + 16, as: UInt32.self)) : layout.count
      guard first == result.last?.places.upperBound ?? 0, first < next, next <= layout.count, next - first <= IndexLayout.blockSize,
        let directory = Int(exactly: bytes.value(at: entry + 8, as: UInt64.self)), directory % 8 == 0,
        directory >= layout.directories, directory <= bytes.count - 16 * tokens
      else { return nil }
      var before: UInt32?
      for token in 0..<tokens {
        let entry = directory + 16 * token
        let key = bytes.value(at: entry, as: UInt32.self)
        let texts = Int(bytes.value(at: entry + 4, as: UInt32.self))
        guard key > before ?? 0 || before == nil, texts <= next - first,
          let list = Int(exactly: bytes.value(at: entry + 8, as: UInt64.self)),
          list % 8 == 0, list >= layout.directories, list <= bytes.count - IndexLayout.listSize(texts, of: next - first)
        else { return nil }
        before = key
      }
      result.append(Block(places: first..<next, directory: directory, tokenCount: tokens))
    }
    return result.last?.places.upperBound ?? 0 == layout.count ? result : nil
  }

  private static func areIDsSorted(_ bytes: IndexBytes, _ layout: IndexLayout) -> Bool {
    var before: Int64?
    for index in 0..<layout.count {
      let place = Int(bytes.value(at: layout.places + 4 * index, as: UInt32.self))
      guard place < layout.count else { return false }
      let id = bytes.value(at: layout.ids + 8 * place, as: Int64.self)
      if let before, before >= id { return false }
      before = id
    }
    return true
  }

  private static func areWideTextsWhole(_ bytes: IndexBytes, _ layout: IndexLayout, _ lengths: [Length]) -> Bool {
    var before = -1
    var scalars = 0
    var group = lengths[...]
    for index in 0..<layout.wideCount {
      let entry = layout.wide + 16 * index
      let place = Int(bytes.value(at: entry, as: UInt32.self))
      guard place > before, place < layout.count, bytes.value(at: entry + 8, as: UInt64.self) == UInt64(scalars) else { return false }
      while let first = group.first, first.places.upperBound <= place { group = group.dropFirst() }
      let count = Int(bytes.value(at: entry + 4, as: UInt32.self))
      guard count == group.first?.length, count <= layout.scalarCount - scalars else { return false }
      scalars += count
      before = place
    }
    return scalars == layout.scalarCount
  }

  /// The id of the text at a place.
  func id(at place: Int) -> Int64 { bytes.value(at: layout.ids + 8 * place) }

  /// The place of the text with an id.
  func place(of id: Int64) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.id(at: Int(bytes.value(at: layout.places + 4 * middle, as: UInt32.self))) < id { low = middle + 1 } else { high = middle }
    }
    guard low < count else { return nil }
    let place = Int(bytes.value(at: layout.places + 4 * low, as: UInt32.self))
    return self.id(at: place) == id ? place : nil
  }

  /// The scalars of the text at a place if it has shared bytes.
  func scalars(at place: Int) -> [UInt32]? {
    var (low, high) = (0, layout.wideCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(bytes.value(at: layout.wide + 16 * middle, as: UInt32.self)) < place { low = middle + 1 } else { high = middle }
    }
    let entry = layout.wide + 16 * low
    guard low < layout.wideCount, Int(bytes.value(at: entry, as: UInt32.self)) == place else { return nil }
    let offset = layout.scalars + 4 * Int(bytes.value(at: entry + 8, as: UInt64.self))
    return (0..<Int(bytes.value(at: entry + 4, as: UInt32.self))).map { bytes.value(at: offset + 4 * $0) }
  }

  /// The text at a place, whose length is known.
  func text(at place: Int, _ length: Length) -> FoldedText {
    let offset = length.texts + (place - length.places.lowerBound) * length.length
    return FoldedText(codes: Array(bytes.bytes(at: offset, count: length.length)), scalars: scalars(at: place))
  }

  /// The texts of a block that have a token. `from` is the directory's entry to start at; it moves on, for tokens that are asked in order.
  func uses(of token: BigramTokens.Token, in block: Block, from: inout Int) -> Uses? {
    var (low, high) = (from, block.tokenCount)
    while low < high {
      let middle = (low + high) / 2
      if bytes.value(at: block.directory + 16 * middle, as: UInt32.self) < token { low = middle + 1 } else { high = middle }
    }
    from = low
    let entry = block.directory + 16 * low
    guard low < block.tokenCount, bytes.value(at: entry, as: UInt32.self) == token else { return nil }
    return Uses(count: Int(bytes.value(at: entry + 4, as: UInt32.self)), offset: Int(bytes.value(at: entry + 8, as: UInt64.self)))
  }
}
