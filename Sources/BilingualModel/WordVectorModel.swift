import CEmbeddedData
import CKernels
import Corpus

/// Word vectors of two languages in one space: words that translate each other point the same way.
///
/// The file (made by `tools/build-model`, described in `tools/model/README.md`) is used as it lies in memory: only its keys are read and indexed,
/// so that a model is ready in under a millisecond and all processes share its pages.
public struct WordVectorModel: Sendable {
  /// The words of one language.
  struct Side: Sendable {
    fileprivate let file: ModelFile
    fileprivate let keys: ModelKeys
    fileprivate let scales: Int
    fileprivate let frequencies: Int
    fileprivate let vectors: Int
    /// The number of values in a vector.
    let dimensions: Int

    /// The index of a word by its key (`WordKey`), or nothing.
    func index(of key: UInt64) -> Int? { keys.index(of: key) }

    /// log₁₀ of a word's share of all words, such as −4.2.
    func logFrequency(_ index: Int) -> Float { file.pointer(at: frequencies, as: Float.self)[index] }

    /// One over the length of a word's vector as it is stored; 0 for a null vector.
    func unit(_ index: Int) -> Float {
      let square = kernel_square(file.pointer(at: vectors, as: Int8.self) + index * dimensions, dimensions)
      return square > 0 ? 1 / Float(square).squareRoot() : 0
    }

    /// The cosines of a word's vector with those of words of another side, all given by index and `unit`.
    func cosines(
      _ index: Int, unit: Float, with other: Side, _ indices: ArraySlice<Int32>, units: ArraySlice<Float>, into cosines: inout [Float]
    ) {
      guard indices.count == cosines.count, units.count == cosines.count, dimensions == other.dimensions else { return }
      let (query, rows) = (
        file.pointer(at: vectors, as: Int8.self) + index * dimensions, other.file.pointer(at: other.vectors, as: Int8.self)
      )
      indices.withUnsafeBufferPointer { indices in
        units.withUnsafeBufferPointer { units in
          cosines.withUnsafeMutableBufferPointer { cosines in
            guard let picks = indices.baseAddress, let units = units.baseAddress, let out = cosines.baseAddress else { return }
            kernel_cosines(query, unit, rows, picks, units, cosines.count, dimensions, out)
          }
        }
      }
    }

    /// Sums the weighted vectors of each sentence's words up: sentence after sentence, `dimensions` values each.
    func sums(_ sentences: [[KnownWord]]) -> [Float] {
      let (rows, scales) = (file.pointer(at: vectors, as: Int8.self), file.pointer(at: scales, as: Float.self))
      var (picks, weights): ([Int32], [Float]) = ([], [])
      return [Float](unsafeUninitializedCapacity: sentences.count * dimensions) { buffer, count in
        guard let base = buffer.baseAddress else { return }
        for (sentence, words) in sentences.enumerated() {
          picks.removeAll(keepingCapacity: true)
          weights.removeAll(keepingCapacity: true)
          for word in words {
            picks.append(word.index)
            weights.append(word.weight * scales[Int(word.index)])
          }
          kernel_weighted_sum(base + sentence * dimensions, rows, picks, weights, picks.count, dimensions)
        }
        count = sentences.count * dimensions
      }
    }
  }

  private let file: ModelFile
  private let sides: [(language: String, side: Side)]
  /// The number of values in a vector.
  public let dimensions: Int
  /// Where the model is from: a path, or that it is part of the program.
  public var origin: String { file.origin }
  /// The languages, by their lower-case subtags.
  public var languages: [String] { sides.map(\.language) }
  /// The number of words of each language.
  public var wordCounts: [Int] { sides.map(\.side.keys.count) }

  /// The German–English model that is part of the program.
  /// - Throws: a `Diagnostic` when the program was built with a damaged file.
  public static func shipped() throws -> WordVectorModel {
    var size = 0
    let bytes = embedded_model(&size)
    guard let bytes else { throw Diagnostic(.unavailable, "the program has no bilingual model", cure: "build it again") }
    return try WordVectorModel(file: ModelFile(embedded: bytes, count: size))
  }

  /// Checks the bytes behind the header, which takes about a millisecond a megabyte.
  /// - Throws: a `Diagnostic` when they are damaged.
  public func verify() throws {
    guard file.word(at: 16) == file.checksum else {
      throw Diagnostic(
        .malformedInput, file: origin, "the model is damaged: its checksum is wrong", cure: "build it again with tools/build-model")
    }
  }

  /// Maps a model file.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when it cannot be read, `.malformedInput` when it is no model, or a damaged one.
  public init(path: String) throws {
    try self.init(file: ModelFile(mapping: path))
    try verify()
  }

  init(file: ModelFile) throws {
    func fail(_ message: String) -> Diagnostic {
      Diagnostic(.malformedInput, file: file.origin, message, cure: "build one with tools/build-model")
    }
    guard file.count >= 128, file.word(at: 0) == 0x3143_4556_5A54_4153 else { throw fail("this is no model of Satzpaar's") }
    guard file.half(at: 8) == 1 else { throw fail("the model has version \(file.half(at: 8)), this program reads version 1") }
    guard file.word(at: 24) == file.count else { throw fail("the model is cut off: it should have \(file.word(at: 24)) bytes") }
    let dimensions = Int(file.half(at: 12))
    guard (1...4096).contains(dimensions) else { throw fail("the model has \(dimensions) dimensions") }
    func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }
    sides = try (0..<2).map { number in
      let count = Int(file.half(at: 48 + 4 * number))
      guard let keys = Int(exactly: file.word(at: 56 + 8 * number)), keys <= file.count, keys % 64 == 0 else {
        throw fail("a table is missing")
      }
      let scales = aligned(keys + 8 * count)
      let frequencies = aligned(scales + 4 * count)
      let vectors = aligned(frequencies + 4 * count)
      guard vectors + dimensions * count <= file.count else { throw fail("a table is cut off") }
      let tag = file.bytes(at: 32 + 8 * number, count: 8).prefix { $0 != 0 }
      return (
        String(decoding: tag, as: UTF8.self),
        Side(
          file: file, keys: ModelKeys(file: file, offset: keys, count: count), scales: scales, frequencies: frequencies, vectors: vectors,
          dimensions: dimensions)
      )
    }
    self.file = file
    self.dimensions = dimensions
  }

  /// Whether the model has words of both languages.
  public func covers(_ first: LanguageTag, _ second: LanguageTag) -> Bool { side(first.language) != nil && side(second.language) != nil }

  /// The words of a language, `nil` when the model is for others.
  func side(_ language: String) -> Side? { sides.first { $0.language == language }?.side }
}
