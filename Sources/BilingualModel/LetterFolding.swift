import ICUText

/// Folds the letters of German, English and their neighbours into a small alphabet in which cognates and names spell alike:
/// »Wladiwostok« and "Vladivostok" are both `vladivostok`, »Pjöngjang« and "Pyongyang" both `piongiang`.
///
/// Case and diacritics go, `w` is `v`, `y` and `j` are `i`, `z` is `s`, `c` and `q` are `k` (`s` before `e i y`), `ph th sch ck` are `f t s k`,
/// double letters are single. Letters of other scripts stay, in lower case. The folding is meant for comparing, never for showing.
struct LetterFolding: Sendable {
  /// What is known of a Latin unit below U+0250.
  struct Latin: Sendable {
    /// Its one or two base letters (`ß` has two), else 0.
    let first: UInt16
    let second: UInt16
    /// Its lower-case form.
    let lower: UInt16
    /// Whether it is a letter with one base letter, which most are.
    let isPlain: Bool

    fileprivate init(_ unit: UInt16, letters: [UInt16]) {
      first = letters.first ?? 0
      second = letters.count > 1 ? letters[1] : 0
      lower = unit.lowercased
      isPlain = letters.count == 1
    }

    /// A unit that is not Latin: a letter is its own base, but combining marks (U+0300–036F) and general punctuation have none.
    init(beyond unit: UInt16) {
      let isLetter = !(0x300..<0x370).contains(unit) && !(0x2000..<0x2070).contains(unit) && unit != 0xFEFF
      (first, second, lower, isPlain) = (isLetter ? unit : 0, 0, unit.lowercased, false)
    }
  }

  /// By unit.
  let latin: [Latin]

  /// The folding, made once.
  static let shared = Result<LetterFolding, ICUError> { () throws(ICUError) in try LetterFolding() }

  private init() throws(ICUError) {
    var table: [Latin] = []
    for value in UInt16(0)..<0x250 {
      let text = try NormalizationForm.nfd.normalize(String(decoding: [value], as: UTF16.self)).lowercased()
      let letters = (Self.spelledOut[text] ?? text).utf16.filter { (0x61...0x7A).contains($0) }
      table.append(Latin(value, letters: letters))
    }
    latin = table
  }

  private static let spelledOut = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
  ]

  /// Folds the first `count` base letters of a word where they stand. Marks, digits and invisible characters have been left out.
  /// - Returns: how many letters are left.
  func simplify(_ letters: inout [UInt16], _ count: Int) -> Int {
    let alone = alone.span
    var letters = letters.mutableSpan
    var (read, write) = (0, 0)
    var last: UInt16 = 0
    while read < count {
      let letter = letters[read]
      read += 1
      var out = Int(letter) < alone.count ? alone[Int(letter)] : letter
      if out == 0 {
        let next = read < count ? letters[read] : 0
        let consumed: Int
        (out, consumed) = Self.simplify(letter, next, read + 1 < count ? letters[read + 1] : 0)
        read += consumed - 1
      }
      if out != last {
        letters[write] = out
        write += 1
        last = out
      }
    }
    return write
  }

  /// By base letter: what it becomes whatever follows it, or 0 where that matters.
  private let alone = (UInt8(0)..<0x80).map { letter -> UInt16 in
    switch letter {
    case UInt8(ascii: "s"), UInt8(ascii: "p"), UInt8(ascii: "t"), UInt8(ascii: "c"): 0
    case UInt8(ascii: "q"): UInt16(UInt8(ascii: "k"))
    case UInt8(ascii: "w"): UInt16(UInt8(ascii: "v"))
    case UInt8(ascii: "y"), UInt8(ascii: "j"): UInt16(UInt8(ascii: "i"))
    case UInt8(ascii: "z"): UInt16(UInt8(ascii: "s"))
    default: UInt16(letter)
    }
  }

  /// What a letter becomes before two others, and how many of the three that takes.
  private static func simplify(_ letter: UInt16, _ next: UInt16, _ afterNext: UInt16) -> (out: UInt16, consumed: Int) {
    let (c, e, f, h, i, k) = (0x63, 0x65, 0x66, 0x68, 0x69, 0x6B) as (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16)
    let (p, s, t, y) = (0x70, 0x73, 0x74, 0x79) as (UInt16, UInt16, UInt16, UInt16)
    switch letter {
    case s where next == c && afterNext == h: return (s, 3)
    case s where next == h: return (s, 2)
    case p where next == h: return (f, 2)
    case t where next == h: return (t, 2)
    case c where next == k: return (k, 2)
    case c where next != h: return (next == e || next == i || next == y ? s : k, 1)
    default: return (letter, 1)
    }
  }
}
