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
      table.append(Latin(first: letters.first ?? 0, second: letters.count > 1 ? letters[1] : 0, lower: value.lowercased))
    }
    latin = table
  }

  private static let spelledOut = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
  ]

  /// Whether a unit beyond the Latin ones is a letter that stays: all but combining marks (U+0300–036F) and general punctuation.
  static func keeps(_ unit: UInt16) -> Bool { !(0x300..<0x370).contains(unit) && !(0x2000..<0x2070).contains(unit) && unit != 0xFEFF }

  /// Folds the first `count` base letters of a word where they stand. Marks, digits and invisible characters have been left out.
  /// - Returns: how many letters are left.
  static func simplify(_ letters: inout MutableSpan<UInt16>, _ count: Int) -> Int {
    var (read, write) = (0, 0)
    while read < count {
      let letter = letters[read]
      let next = read + 1 < count ? letters[read + 1] : 0
      var consumed = 1
      var out = letter
      switch letter {
      case s where next == c && read + 2 < count && letters[read + 2] == h: consumed = 3
      case s where next == h: consumed = 2
      case p where next == h: (out, consumed) = (f, 2)
      case t where next == h: consumed = 2
      case c where next == k: (out, consumed) = (k, 2)
      case c where next == h: break
      case c: out = next == e || next == i || next == y ? s : k
      case q: out = k
      case w: out = v
      case y, j: out = i
      case z: out = s
      default: break
      }
      if write == 0 || letters[write - 1] != out {
        letters[write] = out
        write += 1
      }
      read += consumed
    }
    return write
  }

  private static let (c, e, f, h, i, j, k) =
    (0x63, 0x65, 0x66, 0x68, 0x69, 0x6A, 0x6B) as (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16)
  private static let (p, q, s, t, v, w, y, z) =
    (0x70, 0x71, 0x73, 0x74, 0x76, 0x77, 0x79, 0x7A) as (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16)
}
