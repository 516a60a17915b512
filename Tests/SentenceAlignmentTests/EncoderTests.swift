import Corpus
import SentenceEncoding
import Synchronization
import TestSupport
import Testing

@testable import SentenceAlignment

/// Alignment with a sentence encoder.
@Suite struct EncoderTests {
  private let pair = SyntheticPair(200, seed: 7, lacking: [100..<104])

  @Test("With an encoder for all sentences, each is encoded once and is in one bead")
  func all() async throws {
    let encoder = LetterEncoder()
    let aligner = try SentenceAligner(model: nil)
    let (alignment, encoded) = try await aligner.align(
      german: pair.german, english: pair.english, encoder: encoder, encodesAll: true, warn: { _ in Issue.record("a warning") })
    #expect(encoded == pair.german.count + pair.english.count)
    #expect(encoder.seen.withLock { $0.sorted() } == (pair.german + pair.english).map(\.text).sorted())
    #expect(alignment.beads.flatMap(\.german) == Array(pair.german.indices))
    #expect(alignment.beads.flatMap(\.english) == Array(pair.english.indices))
    let gold = Set(pair.gold.filter { !$0.type.isNull })
    let right = alignment.beads.count { gold.contains(Bead(german: $0.german, english: $0.english)) }
    #expect(Double(right) >= 0.99 * Double(gold.count))
  }

  @Test("For unsure stretches only their sentences are encoded, and the sure beads stay as they are")
  func stretches() async throws {
    // Neighbours have changed halves, which no alignment can have without doubt.
    var english = pair.english
    for place in stride(from: 40, to: 60, by: 2) {
      let (first, second) = (english[place].text.split(separator: " "), english[place + 1].text.split(separator: " "))
      for (index, words) in [(place, first.prefix(3) + second.dropFirst(3)), (place + 1, second.prefix(3) + first.dropFirst(3))] {
        let text = words.joined(separator: " ")
        english[index] = Sentence(text: text, range: 0..<text.utf8.count, block: english[index].block)
      }
    }
    let encoder = LetterEncoder()
    let aligner = try SentenceAligner(model: nil)
    let plain = try aligner.align(german: pair.german, english: english)
    let (alignment, encoded) = try await aligner.align(
      german: pair.german, english: english, encoder: encoder, encodesAll: false, warn: { _ in Issue.record("a warning") })
    #expect(plain.beads.contains { $0.confidence < 0.95 })
    #expect(encoded > 0 && encoded < (pair.german.count + english.count) / 2)
    let seen = Set(encoder.seen.withLock { $0 })
    let untouched = plain.beads.filter { bead in !bead.german.contains { seen.contains(pair.german[$0].text) } && !bead.german.isEmpty }
    // How sure they are depends a little on how sure the rest is.
    func sides(_ beads: [Bead]) -> Set<[Range<Int>]> { Set(beads.map { [$0.german, $0.english] }) }
    #expect(untouched.count > 80 && sides(alignment.beads).isSuperset(of: sides(untouched)))
    #expect(alignment.beads.flatMap(\.german) == Array(pair.german.indices) && alignment.beads.flatMap(\.english) == Array(english.indices))
  }

  @Test("An encoder that fails half-way leaves the alignment without it, and one warning")
  func failure() async throws {
    let long = SyntheticPair(1300, seed: 3)
    let aligner = try SentenceAligner(model: nil)
    let encoder = LetterEncoder(callsBeforeFailure: 1)
    let warnings = Mutex<[String]>([])
    let (alignment, encoded) = try await aligner.align(
      german: long.german, english: long.english, encoder: encoder, encodesAll: true,
      warn: { warning in warnings.withLock { $0.append(warning.description) } })
    #expect(encoder.seen.withLock { !$0.isEmpty } && encoded == 0)
    #expect(warnings.withLock { $0 } == ["the encoder is gone (start it)"])
    #expect(alignment == (try aligner.align(german: long.german, english: long.english)))
  }
}

/// Encodes how often letters follow each other, in a few dimensions; translations of `SyntheticPair` have the same words.
private final class LetterEncoder: SentenceEncoder {
  let identity = "letters"
  let seen = Mutex<[String]>([])
  private let calls: Mutex<Int>

  init(callsBeforeFailure: Int = .max) { calls = Mutex(callsBeforeFailure) }

  func encode(_ sentences: [String]) async throws -> [[Float]] {
    let isWorking = calls.withLock { calls in
      calls -= 1
      return calls >= 0
    }
    guard isWorking else { throw Diagnostic(.unavailable, "the encoder is gone", cure: "start it") }
    seen.withLock { $0 += sentences }
    return sentences.map { sentence in
      var vector = [Float](repeating: 0, count: 64)
      let letters = sentence.utf8.filter { (0x61...0x7A).contains($0) }.map { Int($0) - 0x61 }
      for (first, second) in zip(letters, letters.dropFirst()) { vector[(first * 26 + second) % 61] += 1 }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? vector.map { $0 / length } : vector
    }
  }
}
