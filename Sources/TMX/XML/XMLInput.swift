import CLibXML2
import Corpus
import Glibc

/// Turns the bytes of an XML document, which come in pieces, into UTF-8 (XML 1.0, appendix F).
///
/// The charset is that of the byte-order mark or of the first bytes' form, else what the XML declaration names. `ISO-8859-1` and `US-ASCII` are read as
/// windows-1252, which most files that say so are in.
package final class XMLInput {
  private let replacesInvalid: Bool
  private let known: String?
  /// What cannot be converted yet: the first bytes until the charset is known, later a character that is not complete.
  private var waiting: [UInt8] = []
  private var isStarted = false
  private var handler: xmlCharEncodingHandlerPtr?
  private var unitSize = 1

  /// How many bytes were no text in the charset and have become U+FFFD since the last call of `takeReplaced`.
  private var replaced = 0
  /// The charset's name.
  package private(set) var charset = "UTF-8"

  /// The first bytes that can hold an XML declaration.
  private static let declarationSize = 1024

  /// - Parameters:
  ///   - replacesInvalid: Whether bytes that are not text become U+FFFD instead of an error.
  ///   - charset: The charset's name when it is known from elsewhere; a byte-order mark goes before it.
  package init(replacesInvalid: Bool, charset: String? = nil) {
    self.replacesInvalid = replacesInvalid
    known = charset
  }

  deinit { xmlCharEncCloseFunc(handler) }

  /// How many bytes became U+FFFD since the last call.
  package func takeReplaced() -> Int {
    defer { replaced = 0 }
    return replaced
  }

  /// Appends the next bytes as UTF-8. At the end it gets an empty piece with `isLast`.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput`, without file and place, for an unknown charset and for bytes that are not text in it. UTF-8 is
  /// passed on unchecked.
  package func convert(_ bytes: some Collection<UInt8>, isLast: Bool, to utf8: inout [UInt8]) throws {
    if isStarted, handler == nil {
      utf8.append(contentsOf: bytes)
      return
    }
    waiting.append(contentsOf: bytes)
    if !isStarted {
      guard isLast || waiting.count >= Self.declarationSize else { return }
      try start()
      if handler == nil {
        utf8.append(contentsOf: waiting)
        waiting = []
        return
      }
    }
    try transcode(to: &utf8)
    if isLast, !waiting.isEmpty {
      try replaceInvalid(waiting.count, &utf8)
    }
  }

  private func start() throws {
    isStarted = true
    let forms: [(charset: String, bytes: [UInt8], mark: Int)] = [
      ("UTF-32LE", [0xFF, 0xFE, 0, 0], 4), ("UTF-32BE", [0, 0, 0xFE, 0xFF], 4), ("UTF-8", [0xEF, 0xBB, 0xBF], 3),
      ("UTF-16LE", [0xFF, 0xFE], 2), ("UTF-16BE", [0xFE, 0xFF], 2), ("UTF-16LE", [0x3C, 0], 0), ("UTF-16BE", [0, 0x3C], 0),
    ]
    if let form = forms.first(where: { waiting.starts(with: $0.bytes) }) {
      charset = form.charset
      waiting.removeFirst(form.mark)
    } else if let declared = known ?? declaredCharset, known != nil || !declared.uppercased().hasPrefix("UTF-16") {
      charset = ["ISO-8859-1", "LATIN1", "US-ASCII", "ASCII"].contains(declared.uppercased()) ? "windows-1252" : declared
    }
    unitSize = charset.hasPrefix("UTF-16") ? 2 : charset.hasPrefix("UTF-32") ? 4 : 1
    guard !["UTF-8", "UTF8"].contains(charset.uppercased()) else { return }
    handler = xmlFindCharEncodingHandler(charset)
    guard handler != nil else {
      throw Diagnostic(.malformedInput, "unknown charset '\(charset.prefix(40))'", cure: "save the file as UTF-8")
    }
  }

  /// What stands after `encoding=` in the XML declaration.
  private var declaredCharset: String? {
    let text = String(decoding: waiting.prefix(Self.declarationSize), as: UTF8.self)
    guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>") else { return nil }
    return text[..<end.lowerBound].firstMatch(of: /\sencoding\s*=\s*["']([A-Za-z0-9._:\-]+)["']/).map { String($0.1) }
  }

  private func transcode(to utf8: inout [UInt8]) throws {
    var output = [UInt8](repeating: 0, count: 1 << 16)
    while !waiting.isEmpty {
      var (read, written) = (CInt(clamping: waiting.count), CInt(output.count))
      let result = convert(&read, to: &output, &written)
      utf8.append(contentsOf: output.prefix(Int(max(0, written))))
      waiting.removeFirst(min(waiting.count, Int(max(0, read))))
      if result == -2, waiting.count >= unitSize {
        try replaceInvalid(unitSize, &utf8)
      } else if read <= 0 {
        return  // A character that is not complete.
      }
    }
  }

  /// One call of the charset's converter; -2 when it has met bytes that are not text.
  private func convert(_ read: inout CInt, to output: inout [UInt8], _ written: inout CInt) -> CInt {
    waiting.withUnsafeBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        if let input = handler?.pointee.input { return input(target.baseAddress, &written, source.baseAddress, &read) }
        var (from, to) = (
          UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self),
          UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
        )
        var (fromLeft, toLeft) = (Int(read), Int(written))
        let result = iconv(handler?.pointee.iconv_in, &from, &fromLeft, &to, &toLeft)
        let code = errno
        (read, written) = (read - CInt(fromLeft), written - CInt(toLeft))
        return result == Int(bitPattern: UInt.max) && code == EILSEQ ? -2 : 0
      }
    }
  }

  private func replaceInvalid(_ count: Int, _ utf8: inout [UInt8]) throws {
    guard replacesInvalid else {
      throw Diagnostic(.malformedInput, "bytes that are not \(charset)", cure: "repair the file, or recover what can be read")
    }
    replaced += 1
    waiting.removeFirst(count)
    utf8.append(contentsOf: "\u{FFFD}".utf8)
  }
}
