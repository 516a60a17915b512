/// Looks texts up in a fuzzy index, one after the other, in room that is reused. Not thread-safe: one a task.
public final class FuzzySearcher {
  private let index: FuzzyIndex
  private let longest: Int
  private var bigrams = BigramTokens()
  private let counter = BlockCounter()
  private var candidates: [Candidate] = []
  private var buckets: [[Int32]] = Array(repeating: [], count: 101)

  /// A text that shares enough bigrams.
  private struct Candidate {
    let place: UInt32
    let length: UInt32
    let texts: Int
    let leastDistance: Int
  }
  /// A block with texts of admitted lengths.
  private struct Part {
    let state: FuzzyIndex.State
    let block: IndexSegment.Block
    /// The lengths of its texts, as a range of the segment's.
    let lengths: Range<Int>
    /// From the query's length to the nearest of them.
    let apart: Int
  }

  /// Looks up in an index as it is now.
  public init(_ index: FuzzyIndex) {
    self.index = index
    longest = max(
      index.states.lazy.compactMap(\.segment.lengths.last?.length).max() ?? 0, index.pending.lazy.map(\.text.codes.count).max() ?? 0)
  }

  /// The texts most like `text`, best first; the same as if every text had been measured.
  /// - Parameters:
  ///   - text: NFC, with single spaces, as `MatchText.text` is.
  ///   - percent: the least percentage, 0...100. Below 51 nearly every text of fitting length is measured.
  ///   - limit: at most so many, from 1. Among equals the lower ids come first.
  public func hits(for text: String, atLeast percent: Int = 70, limit: Int = 5) -> [FuzzyHit] {
    var query = FuzzyQuery(FoldedText(text), atLeast: percent, limit: limit, longest: longest, &bigrams)
    for entry in index.pending where query.admits(entry.text.codes.count) {
      entry.text.codes.withUnsafeBufferPointer {
        query.measure($0.baseAddress, $0.count, scalars: { entry.text.scalars }, id: { entry.id })
      }
    }
    // The nearest lengths first: their hits make it harder for all that follow.
    for part in parts(query).sorted(by: { $0.apart < $1.apart }) { search(part, &query) }
    return query.hits
  }

  private func parts(_ query: FuzzyQuery) -> [Part] {
    var parts: [Part] = []
    for state in index.states {
      let lengths = state.segment.lengths
      var first = 0
      for block in state.segment.blocks {
        while lengths[first].places.upperBound <= block.places.lowerBound { first += 1 }
        var end = first + 1
        while end < lengths.count, lengths[end].places.lowerBound < block.places.upperBound { end += 1 }
        let target = query.text.codes.count
        let apart = max(lengths[first].length - target, target - lengths[end - 1].length, 0)
        parts.append(Part(state: state, block: block, lengths: first..<end, apart: apart))
      }
    }
    return parts
  }

  private func search(_ part: Part, _ query: inout FuzzyQuery) {
    let segment = part.state.segment
    let lengths = segment.lengths[part.lengths].filter { query.admits($0.length) }
    guard let first = lengths.first, let last = lengths.last, let need = lengths.map({ query.need($0.length) }).min() else { return }
    candidates.removeAll(keepingCapacity: true)
    let range = max(first.places.lowerBound, part.block.places.lowerBound)..<min(last.places.upperBound, part.block.places.upperBound)
    var group = 0
    func consider(_ place: Int, _ shared: Int) {
      while lengths[group].places.upperBound <= place { group += 1 }
      let length = lengths[group]
      let least = query.leastDistance(length.length, shared: shared)
      guard length.places.contains(place), least <= query.limit(length.length) else { return }
      let percent = EditDistance.percent(least, of: max(length.length, query.text.codes.count))
      buckets[percent].append(Int32(candidates.count))
      let texts = length.texts + (place - length.places.lowerBound) * length.length
      candidates.append(Candidate(place: UInt32(place), length: UInt32(length.length), texts: texts, leastDistance: least))
    }
    if need > 0 {
      counter.forEach(in: part.block, of: segment, range: range, tokens: query.tokens, need: need, consider)
    } else {
      for place in range { consider(place, query.tokens.count) }
    }
    measure(part.state, &query)
  }

  /// Measures the candidates, the most promising first, and forgets them.
  private func measure(_ state: FuzzyIndex.State, _ query: inout FuzzyQuery) {
    guard !candidates.isEmpty else { return }
    for percent in stride(from: 100, through: 0, by: -1) where !buckets[percent].isEmpty {
      for number in buckets[percent] {
        let candidate = candidates[Int(number)]
        let length = Int(candidate.length)
        guard candidate.leastDistance <= query.limit(length) else { continue }
        let place = Int(candidate.place)
        query.measure(
          state.segment.bytes.pointer(at: candidate.texts), length, scalars: { state.segment.scalars(at: place) },
          id: { state.isRemoved(place) ? nil : state.segment.id(at: place) })
      }
      buckets[percent].removeAll(keepingCapacity: true)
    }
  }
}
