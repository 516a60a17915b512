import Dispatch
import FileIO
import Synchronization

/// Makes units' texts ready for an index, on all cores.
enum IndexTexts {
  private static let chunk = 500

  /// The texts of units in a language by its own subtag, each with its hash as id, in the order of units; a text that several have comes as often.
  /// - Throws: a `Diagnostic` `.malformedInput` for a text of over 2³¹ − 1 UTF-16 units.
  static func texts(of units: [StoredUnit], in language: String) throws -> [(id: Int64, text: String)] {
    let chunks = (units.count + chunk - 1) / chunk
    let results = Mutex([Result<[(id: Int64, text: String)], any Error>?](repeating: nil, count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
      let result = Result {
        try units[number * chunk..<min(units.count, (number + 1) * chunk)].flatMap { unit in
          try unit.unit.variants.filter { LanguageKey.isIn($0.language, language) }.map { variant in
            let text = try MatchText(variant.segment.plainText)
            return (id: Int64(bitPattern: text.hash), text: text.text)
          }
        }
      }
      results.withLock { $0[number] = result }
    }
    return try results.withLock { $0 }.flatMap { try $0?.get() ?? [] }
  }
}
