import CKernels

/// Finds the texts of a block that share enough tokens with a query, with room that is reused from block to block. Not thread-safe.
final class BlockCounter {
  private var rows: [UnsafePointer<UInt64>?] = []
  private var room: [UInt64] = []
  private var places: [UInt32] = []
  private var counts: [UInt16] = []

  /// Calls `body` with each place in `range`, which lies in the block, whose text has at least `need` (from 1) of the tokens, and how many it has.
  /// - Parameter tokens: ascending, at most 65,535.
  func forEach(
    in block: IndexSegment.Block, of segment: IndexSegment, range: Range<Int>, tokens: [BigramTokens.Token], need: Int,
    _ body: (_ place: Int, _ shared: Int) -> Void
  ) {
    let start = block.places.lowerBound
    let firstWord = (range.lowerBound - start) / 64
    let words = (range.upperBound - start + 63) / 64 - firstWord
    var uses: [IndexSegment.Uses] = []
    var from = 0
    for token in tokens { if let found = segment.uses(of: token, in: block, from: &from) { uses.append(found) } }
    guard uses.count >= need else { return }
    let isDense = { (use: IndexSegment.Uses) in IndexLayout.isDense(use.count, of: block.places.count) }
    let sparse = uses.count { !isDense($0) }
    if room.count < sparse * words { room = [UInt64](repeating: 0, count: sparse * words) }
    if places.count < words * 64 {
      places = [UInt32](repeating: 0, count: words * 64)
      counts = [UInt16](repeating: 0, count: words * 64)
    }
    rows.removeAll(keepingCapacity: true)
    let found = room.withUnsafeMutableBufferPointer { room in
      var next = room.baseAddress
      for use in uses {
        if isDense(use) {
          rows.append(segment.bytes.pointer(at: use.offset) + firstWord)
        } else {
          kernel_spread_bits(segment.bytes.pointer(at: use.offset), use.count, firstWord, words, next)
          rows.append(next.map { UnsafePointer($0) })
          next = next.map { $0 + words }
        }
      }
      return kernel_frequent_bits(rows, rows.count, words, UInt32(need), &places, &counts)
    }
    for index in 0..<found {
      let place = start + firstWord * 64 + Int(places[index])
      if range.contains(place) { body(place, Int(counts[index])) }
    }
  }
}
