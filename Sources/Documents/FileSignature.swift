/// Knows the binary files that people mistake for text, by their first bytes.
enum FileSignature {
  private static let signatures: [(bytes: [UInt8], type: String)] = [
    (Array("%PDF-".utf8), "a PDF file"),
    (Array("{\\rtf".utf8), "an RTF file"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Microsoft Office file"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x1F, 0x8B, 0x08], "a gzip file"),
    ([0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59], "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z file"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]

  /// `a PDF file`; `nil` when the bytes are not known.
  static func type(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return zipType(bytes) }
    return signatures.first { bytes.starts(with: $0.bytes) }?.type
  }

  /// The names of a ZIP's parts stand in clear; those that tell the type come early.
  private static func zipType(_ bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if head.contains("word/") { return "a DOCX file" }
    if head.contains("opendocument.text") { return "an ODT file" }
    if head.contains("epub+zip") { return "an EPUB book" }
    return "a ZIP file"
  }
}
