import ICUText

/// Folds the letters of German, English and their neighbours into a small alphabet in which cognates and names spell alike:
/// »Wladiwostok« and "Vladivostok" are both `vladivostok`, »Pjöngjang« and "Pyongyang" both `piongiang`.
///
/// Case and diacritics go, `w` is `v`, `y` and `j` are `i`, `z` is `s`, `c` and `q` are `k` (`s` before `e i y`), `ph th sch ck` are `f t s k`,
/// double letters are single. Letters of other scripts stay, in lower case. The folding is meant for comparing, never for showing.
struct LetterFolding: Sendable {
  /// For a Latin unit below U+0250 its one or two base letters (`ß` has two), else 0.
  private let base: [(UInt16, UInt16)]

  /// The folding, made once.
  static let shared = Result<LetterFolding, ICUError> { () throws(ICUError) in try LetterFolding() }

  private init() throws(ICUError) {
    var table: [(UInt16, UInt16)] = []
    for value in UInt16(0)..<0x250 {
      let text = try NormalizationForm.nfd.normalize(String(decoding: [value], as: UTF16.self)).lowercased()
      let letters = (Self.spelledOut[text] ?? text).utf16.filter { (0x61...0x7A).contains($0) }
      table.append((letters.first ?? 0, letters.count > 1 ? letters[1] : 0))
    }
    base = table
  }

  private static let spelledOut = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
  ]

  /// The folded letters of a word. Marks, digits and invisible characters are left out.
  func fold(_ word: ArraySlice<UInt16>, into letters: inout [UInt16]) {
    letters.removeAll(keepingCapacity: true)
    for unit in word {
      guard unit >= 0x250 else {
        let (first, second) = base[Int(unit)]
        if first != 0 { letters.append(first) }
        if second != 0 { letters.append(second) }
        continue
      }
      // Combining marks (U+0300–036F) and general punctuation are not letters; all else above Latin is kept.
      if !(0x300..<0x370).contains(unit), !(0x2000..<0x2070).contains(unit), unit != 0xFEFF { letters.append(unit) }
    }
    simplify(&letters)
  }

  private func simplify(_ letters: inout [UInt16]) {
    let (c, h, i, e, s, k) = (Self.c, Self.h, Self.i, Self.e, Self.s, Self.k)
    var (read, write) = (0, 0)
    while read < letters.count {
      let letter = letters[read]
      let next = read + 1 < letters.count ? letters[read + 1] : 0
      var consumed = 1
      var out = letter
      switch letter {
      case s where next == c && read + 2 < letters.count && letters[read + 2] == h: consumed = 3
      case s where next == h: consumed = 2
      case Self.p where next == h: (out, consumed) = (Self.f, 2)
      case Self.t where next == h: consumed = 2
      case c where next == k: (out, consumed) = (k, 2)
      case c where next == h: break
      case c: out = next == e || next == i || next == Self.y ? s : k
      case Self.q: out = k
      case Self.w: out = Self.v
      case Self.y, Self.j: out = i
      case Self.z: out = s
      default: break
      }
      if write == 0 || letters[write - 1] != out {
        letters[write] = out
        write += 1
      }
      read += consumed
    }
    letters.removeSubrange(write...)
  }

  private static let (c, e, f, h, i, j, k) =
    (0x63, 0x65, 0x66, 0x68, 0x69, 0x6A, 0x6B) as (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16)
  private static let (p, q, s, t, v, w, y, z) =
    (0x70, 0x71, 0x73, 0x74, 0x76, 0x77, 0x79, 0x7A) as (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16)
}
