/// A text as the fuzzy index keeps it: one byte a Unicode scalar.
///
/// Latin-1 and the marks common in European text have bytes of their own; all other scalars share bytes. So an edit distance of folded texts is
/// never more than that of the texts, and equal to it when neither has a shared byte; otherwise `scalars` decides.
struct FoldedText: Hashable, Sendable {
  /// A byte a scalar, never 0, which stands for the text's ends.
  let codes: [UInt8]
  /// The scalars themselves, only if there is one whose byte is shared.
  let scalars: [UInt32]?

  init(_ text: String) {
    var isExact = true
    codes = text.unicodeScalars.map { scalar in
      let (code, isOwn) = Self.code(scalar.value)
      isExact = isExact && isOwn
      return code
    }
    scalars = isExact ? nil : text.unicodeScalars.map(\.value)
  }

  init(codes: [UInt8], scalars: [UInt32]?) {
    self.codes = codes
    self.scalars = scalars
  }

  /// The scalars of a text without shared bytes.
  static func scalars(ofExact codes: some Sequence<UInt8>) -> [UInt32] { codes.map { scalarOfCode[Int($0)] } }

  static func code(_ scalar: UInt32) -> (code: UInt8, isOwn: Bool) {
    if scalar < 0x250 {
      let code = codeOfScalar[Int(scalar)]
      if code != 0 { return (code, true) }
    } else if let place = marks.firstIndex(of: scalar) {
      return (freeCodes[place], true)
    }
    return (UInt8(truncatingIfNeeded: 1 + scalar &* 2_654_435_761 >> 8 % 255), false)
  }

  /// Codes that stand for control characters in Latin-1, and the no-break space, which no match text has.
  private static let freeCodes: [UInt8] = Array(1...0x1F) + Array(0x7F...0xA0)
  /// Marks that have these codes, in order.
  private static let marks: [UInt32] = "–—―‘’‚“”„†‡•…‰‹›€™→←−≤≥Œœ".unicodeScalars.map(\.value)
  /// Latin letters beyond Latin-1 that have the codes after those of the marks.
  private static let letters: [UInt32] = "ŠšŽžČčĆćŁłŃńŘřĘęĄąŚśŹźŻżŐőŰűĞğİıŞşĐđ".unicodeScalars.map(\.value)

  private static let scalarOfCode: [UInt32] = {
    var table = (0..<256).map(UInt32.init)
    for (code, scalar) in zip(freeCodes, marks + letters) { table[Int(code)] = scalar }
    return table
  }()

  /// By scalar below 0x250; 0 where the byte is shared.
  private static let codeOfScalar: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x250)
    for scalar in Array(0x20...0x7E) + Array(0xA1...0xFF) { table[scalar] = UInt8(scalar) }
    for (code, scalar) in zip(freeCodes, marks + letters) where scalar < 0x250 { table[Int(scalar)] = code }
    return table
  }()
}
