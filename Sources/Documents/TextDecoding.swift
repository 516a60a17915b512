import Corpus
import ICUText

/// The decoding of one file, chunk by chunk. Chunks may cut characters.
final class TextDecoding {
  /// The charset, decided by the head.
  let charset: String

  private let decoder: TextDecoder
  private let converter: CharsetDecoder?
  /// What the head did not show, so that it cannot be in this charset.
  private let isForeign: ((UInt8) -> Bool)?
  private var controls: ControlCharacters
  /// Bytes that were decoded, and the start of a cut character behind them.
  private var offset = 0
  private var held: [UInt8] = []
  private var isAtStart = true

  /// Decides the charset.
  /// - Parameters:
  ///   - head: the file's first bytes, which are then to be decoded like all others.
  ///   - isWhole: whether these are all.
  /// - Throws: a `Diagnostic` `.malformedInput` for what is not text, `.usage` for an unknown charset.
  init(_ decoder: TextDecoder, head: [UInt8], isWhole: Bool) throws {
    self.decoder = decoder
    let (charset, isFoundOut) = try decoder.charset(of: head, isWhole: isWhole)
    self.charset = charset
    controls = ControlCharacters(charset: charset)
    isForeign =
      switch charset {
      case EightBitCharset.western where isFoundOut: EightBitCharset.isUndefinedInWestern
      case EightBitCharset.latin9 where isFoundOut: { (0x80...0x9F).contains($0) }
      default: nil
      }
    do {
      converter = ["UTF-8", "UTF8"].contains(charset.uppercased()) ? nil : try CharsetDecoder(Charset(charset))
    } catch {
      throw decoder.diagnostic(error, charset)
    }
  }

  /// The text of the next bytes, without a byte-order mark.
  /// - Parameter isLast: whether nothing follows.
  /// - Throws: a `Diagnostic` `.malformedInput`, with the offset in the file, for bytes that are not text in the charset and for binary data.
  func decode(_ bytes: [UInt8], isLast: Bool) throws -> String {
    if let isForeign, let index = bytes.firstIndex(where: isForeign) { throw decoder.neither(charset, at: offset + index) }
    var text = try converter.map { try convert(bytes, with: $0, isLast: isLast) } ?? decodeUTF8(bytes, isLast: isLast)
    let wasAtStart = isAtStart
    controls.add(text)
    if controls.areBinary, controls.hasNUL || isLast || wasAtStart {
      throw decoder.binary("control characters as in a binary file", at: controls.offset)
    }
    if isAtStart, let first = text.unicodeScalars.first {
      isAtStart = false
      if first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    }
    return text
  }

  private func convert(_ bytes: [UInt8], with converter: CharsetDecoder, isLast: Bool) throws -> String {
    offset += bytes.count
    do { return try converter.decode(bytes, isLast: isLast) } catch let error as ICUError { throw decoder.diagnostic(error, charset) }
  }

  private func decodeUTF8(_ chunk: [UInt8], isLast: Bool) throws -> String {
    var bytes = held.isEmpty ? chunk : held + chunk
    let cut = isLast ? 0 : UTF8Damage.cutCharacter(of: bytes)
    held = Array(bytes.suffix(cut))
    bytes.removeLast(cut)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw decoder.malformed("UTF-8", at: offset + (UTF8Damage(bytes).firstOffset ?? 0))
    }
    offset += bytes.count
    return text
  }
}
