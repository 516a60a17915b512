/// Lays out the bytes of an index segment; see `IndexLayout`.
struct IndexSegmentBuilder {
  private var layout = IndexLayout()
  private var bytes: [UInt8] = []

  /// The bytes for texts with their ids, which are distinct. At most 2³² − 1 texts.
  static func build(_ entries: [(id: Int64, text: FoldedText)]) -> [UInt8] {
    var builder = IndexSegmentBuilder()
    builder.append(entries)
    return builder.bytes
  }

  private mutating func append(_ entries: [(id: Int64, text: FoldedText)]) {
    let order = Self.byLength(entries)
    bytes = [UInt8](repeating: 0, count: IndexLayout.headerSize)
    layout.count = order.count
    var length = -1
    for (place, entry) in order.enumerated() {
      let text = entries[entry].text
      if text.codes.count != length {
        length = text.codes.count
        append(UInt32(length), UInt32(place), UInt64(layout.characterCount))
        layout.lengthCount += 1
      }
      layout.characterCount += length
    }
    for entry in order { append(entries[entry].id) }
    for place in order.indices.sorted(by: { entries[order[$0]].id < entries[order[$1]].id }) { append(UInt32(place)) }
    pad()
    for (place, entry) in order.enumerated() {
      guard let scalars = entries[entry].text.scalars else { continue }
      append(UInt32(place), UInt32(scalars.count), UInt64(layout.scalarCount))
      layout.wideCount += 1
      layout.scalarCount += scalars.count
    }
    for entry in order { for scalar in entries[entry].text.scalars ?? [] { append(scalar) } }
    pad()
    for entry in order { bytes += entries[entry].text.codes }
    pad()
    appendBlocks(Self.blocks(order.map { entries[$0].text.codes.count })) { entries[order[$0]].text.codes }
    writeHeader()
  }

  /// Numbers of entries, shortest texts first, otherwise in their order.
  private static func byLength(_ entries: [(id: Int64, text: FoldedText)]) -> [Int] {
    var groups: [Int: [Int]] = [:]
    for (index, entry) in entries.enumerated() { groups[entry.text.codes.count, default: []].append(index) }
    return groups.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  private static func blocks(_ lengths: [Int]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var start = 0
    var characters = 0
    for (place, length) in lengths.enumerated() {
      if place - start == IndexLayout.blockSize || (place > start && characters + length > IndexLayout.blockCharacters) {
        blocks.append(start..<place)
        (start, characters) = (place, 0)
      }
      characters += length
    }
    if start < lengths.count { blocks.append(start..<lengths.count) }
    return blocks
  }

  private mutating func appendBlocks(_ blocks: [Range<Int>], _ codes: (Int) -> [UInt8]) {
    layout.blockCount = blocks.count
    let table = bytes.count
    bytes += [UInt8](repeating: 0, count: blocks.count * 16)
    var tokens = BigramTokens()
    for (index, block) in blocks.enumerated() {
      // A token in the upper bits, the text's place in the block in the lower 16.
      var uses: [UInt64] = []
      for place in block {
        _ = tokens.forEach(in: codes(place)) { uses.append(UInt64($0) << 16 | UInt64(place - block.lowerBound)) }
      }
      Self.sort(&uses)
      let directory = bytes.count
      let count = appendBlock(uses, block.count)
      write(UInt32(block.lowerBound), at: table + 16 * index)
      write(UInt32(count), at: table + 16 * index + 4)
      write(UInt64(directory), at: table + 16 * index + 8)
    }
  }

  /// Appends a block's directory and lists; returns how many tokens it has.
  private mutating func appendBlock(_ uses: [UInt64], _ count: Int) -> Int {
    var starts: [Int] = []
    for index in uses.indices where index == 0 || uses[index] >> 16 != uses[index - 1] >> 16 { starts.append(index) }
    var list = bytes.count + starts.count * 16
    for (token, start) in starts.enumerated() {
      let texts = (token + 1 < starts.count ? starts[token + 1] : uses.count) - start
      append(UInt32(uses[start] >> 16), UInt32(texts), UInt64(list))
      list += IndexLayout.listSize(texts, of: count)
    }
    bytes.reserveCapacity(list)
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for (token, start) in starts.enumerated() {
      let end = token + 1 < starts.count ? starts[token + 1] : uses.count
      if IndexLayout.isDense(end - start, of: count) {
        for word in words.indices { words[word] = 0 }
        for use in uses[start..<end] { words[Int(use & 0xFFFF) / 64] |= 1 << (use & 63) }
        words.withUnsafeBytes { bytes += $0 }
      } else {
        for use in uses[start..<end] { append(UInt16(truncatingIfNeeded: use)) }
        pad()
      }
    }
    return starts.count
  }

  /// Sorts by token; uses of the same token stay in their order, which is that of places.
  private static func sort(_ uses: inout [UInt64]) {
    var other = [UInt64](repeating: 0, count: uses.count)
    for shift in [UInt64(16), 28] {
      var ends = [Int](repeating: 0, count: 4097)
      for use in uses { ends[Int(use >> shift & 4095) + 1] += 1 }
      for digit in 1..<4097 { ends[digit] += ends[digit - 1] }
      for use in uses {
        let digit = Int(use >> shift & 4095)
        other[ends[digit]] = use
        ends[digit] += 1
      }
      swap(&uses, &other)
    }
  }

  private mutating func writeHeader() {
    write(IndexLayout.magic, at: 0)
    write(UInt64(bytes.count), at: 8)
    write(UInt32(layout.count), at: 24)
    write(UInt32(layout.lengthCount), at: 28)
    write(UInt32(layout.wideCount), at: 32)
    write(UInt32(layout.blockCount), at: 36)
    write(UInt64(layout.scalarCount), at: 40)
    write(UInt64(layout.characterCount), at: 48)
    write(bytes.withUnsafeBytes { IndexLayout.checksum(UnsafeRawBufferPointer(rebasing: $0[24...])) }, at: 16)
  }

  private mutating func append<each Value: FixedWidthInteger>(_ value: repeat each Value) {
    for value in repeat each value { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
  }
  private mutating func write<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
    withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(offset..<offset + $0.count, with: $0) }
  }
  private mutating func pad() { while bytes.count % 8 != 0 { bytes.append(0) } }
}
