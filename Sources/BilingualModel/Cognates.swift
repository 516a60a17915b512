#if canImport(Glibc)
  import Glibc
#endif

/// Which spellings of two documents are alike.
struct Cognates: Sendable {
  /// A spelling of the other document, and how likely it is to be a translation.
  struct Cognate: Sendable {
    var spelling: Int32
    var ratio: Float
  }

  private var cognates: [Cognate] = []
  private var starts = [0]

  /// A key of more spellings is no evidence.
  private static let mostHolders = 200

  /// Finds for each spelling of one document those of the other that share more than half of the keys (Dice's coefficient).
  init(_ ours: DocumentWords, _ theirs: DocumentWords) {
    let holders = KeyHolders(theirs)
    var shared = [Int32](repeating: 0, count: theirs.keys.count)
    var touched: [Int32] = []
    for spelling in 0..<ours.keys.count {
      let keys = ours.keys.range(of: spelling)
      for place in keys {
        let found = holders.holders(of: ours.keys.units[place])
        guard found.count <= Self.mostHolders else { continue }
        for holder in found {
          let other = holders.spellings[holder]
          if shared[Int(other)] == 0 { touched.append(other) }
          shared[Int(other)] += 1
        }
      }
      for other in touched {
        let count = keys.count + theirs.keys.range(of: Int(other)).count
        let dice = min(1, 2 * Float(shared[Int(other)]) / Float(count))
        if dice > 0.5 { cognates.append(Cognate(spelling: other, ratio: expf(8 * (dice - 0.5)))) }
        shared[Int(other)] = 0
      }
      touched.removeAll(keepingCapacity: true)
      starts.append(cognates.count)
    }
  }

  /// The spellings that are like one.
  subscript(spelling: Int) -> ArraySlice<Cognate> { cognates[starts[spelling]..<starts[spelling + 1]] }
}

/// The spellings of a document that hold each key, in order; one that holds it twice is there twice.
private struct KeyHolders {
  private let numbers: KeyNumbering
  private var starts: [Int]
  private(set) var spellings: [Int32]

  init(_ words: DocumentWords) {
    var numbers = KeyNumbering(capacity: words.keys.count)
    let keys = words.keys.units.map { numbers.insert(UInt64($0)) }
    self.numbers = numbers
    starts = Array(repeating: 0, count: numbers.keys.count + 1)
    for key in keys { starts[key + 1] += 1 }
    for key in numbers.keys.indices { starts[key + 1] += starts[key] }
    spellings = Array(repeating: 0, count: keys.count)
    var places = starts
    for spelling in 0..<words.keys.count {
      for place in words.keys.range(of: spelling) {
        spellings[places[keys[place]]] = Int32(spelling)
        places[keys[place]] += 1
      }
    }
  }

  /// Where in `spellings` the holders of a key are.
  func holders(of key: UInt32) -> Range<Int> {
    guard let number = numbers.find(UInt64(key)) else { return 0..<0 }
    return starts[number]..<starts[number + 1]
  }
}
