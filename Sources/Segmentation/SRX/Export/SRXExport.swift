import CEmbeddedData

extension SRXRules {
  /// The built-in rules for German and English as far as SRX can say them, and a few for all other languages.
  ///
  /// All places are right behind a mark and what closes with it, before the white space. Beyond SRX are what depends on the sentence so far (how deep
  /// a bracket is, where a quotation began, which number a list is at) and words known by their shape; for those stand the likeliest patterns.
  /// The expressions are understood by ICU and by Java.
  public static let builtIn = SRXRules(
    file: "built-in", cascades: false,
    groups: [
      Group(name: "German", rules: SRXExport(String(cString: embedded_abbreviations_de()), isGerman: true).rules),
      Group(name: "English", rules: SRXExport(String(cString: embedded_abbreviations_en()), isGerman: false).rules),
      Group(name: "Default", rules: SRXExport("", isGerman: false).commonBreaks),
    ],
    maps: [
      Map(pattern: "[Dd][Ee]([-_].*)?", group: "German"), Map(pattern: "[Ee][Nn]([-_].*)?", group: "English"),
      Map(pattern: ".*", group: "Default"),
    ])
}

/// Writes the decisions of `BlockScanner` and `Candidate` as SRX rules.
struct SRXExport {
  private let lexicon: AbbreviationPatterns
  private let isGerman: Bool
  /// The language's rules.
  private(set) var rules: [SRXRules.Rule] = []

  static let space = #"[\s\u00A0\u2009\u202F]"#
  static let wordStart = #"(?<![\p{L}\p{N}])"#
  private static let wordEnd = #"(?![\p{L}\p{N}])"#
  private static let opener = #"["'„“”«»‚‘’(\[–—-]"#
  private static let closer = #"(?:["'”“’‘»«›‹)\]}\u00B9\u00B2\u00B3]|\[\d{1,3}\])"#
  /// Where a sentence or a quotation has just started.
  static let afterStart = #"(?<=^|\n|[.!?…]\s|["„»(])"#
  private static let mark = #"[.!?…‼‽⁇⁈⁉]"#
  private static let emoji = #"[☀-➿🀀-🫿\u200D\uFE0F]"#
  /// A mark with all that closes behind it.
  private static let closedMarks = mark + "+" + closer + "+"
  private static let sentenceStart = #"(?:^|\n|(?:[!?…]|\p{L}{4}\.|\p{Lu}\p{Lu}\.|\d\d\.)"# + closer + "?" + space + "+)" + opener + "{0,2}"

  init(_ data: String, isGerman: Bool) {
    lexicon = AbbreviationPatterns(data)
    self.isGerman = isGerman
    addStructure()
    addBrackets()
    addAbbreviations()
    addNumberExceptions()
    // From here on all that forbids a break gives way to a word that typically starts a sentence.
    add(true, Self.mark + Self.closer + "*", starter)
    addQuotations()
    addFinalAbbreviations(inParts: false)
    addNumbers()
    addLetters()
    rules += commonBreaks
    addMissingSpaces()
  }

  private mutating func add(_ isBreak: Bool, _ before: String, _ after: String) {
    rules.append(SRXRules.Rule(isBreak: isBreak, before: before, after: after))
  }

  /// A word behind a gap that typically starts a sentence.
  private var starter: String {
    Self.space + "+" + Self.opener + "{0,2}" + lexicon.capitalWords(.starter) + Self.wordEnd + #"(?!\.)"#
  }

  /// The breaks where no rule forbids one.
  var commonBreaks: [SRXRules.Rule] {
    [
      SRXRules.Rule(isBreak: true, before: #"[।॥。！？｡]["'”’」』）)]*"#, after: ""),
      SRXRules.Rule(
        isBreak: true, before: Self.mark + Self.closer + "*" + Self.emoji + "*",
        after: Self.space + #"+(?:\p{Ll}+\p{Lu}|(?!\p{Ll}|"# + Self.emoji + "))"),
      SRXRules.Rule(
        isBreak: true, before: Self.mark + Self.closer + "*" + Self.space + "{1,3}(?:" + Self.emoji + "+|[:;]['-]?[)(DPp]{1,3})",
        after: Self.space + #"+[\p{Lu}\d]"#),
    ]
  }

  /// Empty lines, lists, and what follows a mark without starting a sentence.
  private mutating func addStructure() {
    let newline = #"(?:\r\n|[\n\r\u2028])[ \t]*"#
    add(true, "", newline + newline)
    add(true, "", newline + #"[•‣▪●◦∙■]\s"#)
    add(true, #"[.!?…:,;][ \t]{0,3}"#, newline + #"(?:[-–*+·]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s"#)
    for bullet in ["-", "–", #"\*"#, #"\+"#, "·", #"[IVX]{1,4}\."#, #"\d{1,3}[.)]"#, #"\(?[a-z]\)"#] {
      add(true, #"(?:^|[\n\r])[ \t]*"# + bullet + #"[ \t][^\n\r]{0,300}"#, newline + bullet + #"\s"#)
    }
    add(false, "", Self.space + #"+(?!,,|\.\p{Lu})[,;:.!?)\]}&/]"#)
    if isGerman { add(false, #"\p{L}{2}str\."#, Self.space + #"?\d"#) }
    add(true, Self.mark + Self.closer + "*", Self.space + #"+(?:[a-z]|\d{1,3}|[ivx]{1,4})\)\s"#)
    add(true, #"(?<=\p{L}|\d|\))\s(?:[:;]['-]?[)(DPp]{1,3}|xD)"#, Self.space + #"+[\p{Lu}\d]"#)
    for half in lexicon.halves { add(false, half.before, Self.space + "?" + half.after + Self.wordEnd) }
  }

  /// Brackets within a sentence, and omissions.
  private mutating func addBrackets() {
    add(false, #"[(\[]\s?[.!?…]{1,4}\s?[)\]]"#, "")
    let opening = #"(?<=[\p{L}\p{N}"“”»«'%])\s+[(\[]"#
    add(false, opening + #"[^()\[\]]{0,400}"# + Self.mark + #"["'“”»«]?[)\]]"#, Self.space)
    add(false, opening + #"[^()\[\]]{0,400}"# + Self.mark + #"["'“”»«]*"#, #"\s[^()\[\]]{0,400}[)\]]"#)
  }

  private mutating func addAbbreviations() {
    let numeral = Self.space + #"*(?:\d|[IVXLCDM]+\b|\p{Lu}(?![\p{L}.]))"#
    // The longest abbreviation decides, so those in several parts come first.
    for inParts in [true, false] {
      for pattern in lexicon.abbreviations(inParts: inParts, where: { $0.contains(.never) }) { add(false, pattern, "") }
      for pattern in lexicon.abbreviations(
        inParts: inParts, where: { !$0.isDisjoint(with: [.number, .numberOrWord]) && !$0.contains(.never) })
      {
        add(false, pattern, numeral)
      }
      for pattern in lexicon.abbreviations(
        inParts: inParts, where: { $0.isDisjoint(with: [.final, .either, .number, .never]) && $0.contains(.name) })
      {
        add(false, pattern, "")
      }
      if inParts { addFinalAbbreviations(inParts: true) }
    }
    add(false, Self.wordStart + #"\p{L}\."#, Self.space + "?" + lexicon.laterParts)
    add(false, Self.sentenceStart + #"(?:\p{L}|[IVX]{1,8})\."#, Self.space)
    add(false, Self.sentenceStart + #"(?:\p{L}|\d{1,3})\.?\)"#, Self.space)
  }

  /// The exceptions for numbers that hold before any word.
  private mutating func addNumberExceptions() {
    add(false, Self.sentenceStart + #"\d{1,3}(?:\.\d{1,3}){0,3}\."#, Self.space + #"+[\p{Lu}\d„“"(]"#)
    guard isGerman else { return }
    add(false, Self.wordStart + #"\d{1,2}\."#, Self.space + #"*\d{1,2}\.(?!\d)"#)
    add(false, #"\d\."# + Self.space + #"?\d{1,2}\."#, Self.space + #"*\d"#)
  }

  /// What must not break before a lower-case word, titles in quotation marks, names with a mark, and ellipses within a sentence.
  private mutating func addQuotations() {
    let lower = Self.space + "+(?:" + Self.opener + #"\s?){0,2}(?:\p{Ll}+(?![\p{L}\p{N}])|\p{Ll}[\p{Ll}\d.-])(?!\p{Lu})"#
    add(true, #"\p{Ll}{3}\."#, Self.space + #"+[(\[]\p{Ll}"#)
    add(true, #"^\p{Ll}[^\n]{0,400}\p{Ll}{2,}[.!?]+"#, Self.space + #"+\p{Ll}{2,}"#)
    add(false, Self.mark + Self.closer + "*", lower)
    add(false, #"(?<=[\p{L}\p{N}])\s+["'„“”»«‚][^"“”»«‘’]{1,55}[!?]["'“”»«‘’]"#, Self.space)
    add(true, Self.closedMarks, Self.space)
    add(false, Self.wordStart + lexicon.words(.marked) + "[!?]", Self.space)
    add(false, Self.wordStart + lexicon.words(.determiner) + Self.space + #"?(?:\.{3}|…)"#, Self.space)
    add(true, #"(?:[!?…]|\.\s?\.)"#, Self.space + "+(?!" + Self.emoji + ")")
  }

  private mutating func addFinalAbbreviations(inParts: Bool) {
    let next = Self.space + "*" + Self.opener + "{0,2}"
    if isGerman, !inParts { add(false, #"\p{L}{2}str\."#, "") }
    for pattern in lexicon.abbreviations(inParts: inParts, where: { $0.contains(.final) && !$0.contains(.never) }) {
      if inParts { add(true, pattern, starter) }
      add(false, pattern, next + lexicon.words(.counted) + Self.wordEnd)
      add(true, pattern, Self.space + #"+(?!\p{Ll})"#)
      add(false, pattern, "")
    }
    for pattern in lexicon.abbreviations(
      inParts: inParts, where: { !$0.isDisjoint(with: [.either, .number]) && $0.isDisjoint(with: [.final, .never]) })
    {
      if inParts { add(true, pattern, starter) }
      add(false, pattern, "")
    }
    for pattern in lexicon.abbreviations(inParts: inParts, where: { $0.intersection(.abbreviations) == .numberOrWord }) {
      add(true, pattern, Self.space)
    }
  }

  private mutating func addNumbers() {
    let number = #"\d+(?:\.\d+)?\."#
    guard isGerman else { return }
    add(true, number, Self.space + #"+\d"#)
    let label =
      "(?:" + Self.wordStart + lexicon.words(.label) + Self.space + #"+|§"# + Self.space + "?|" + Self.wordStart
      + #"(?:Nr|Nrn|Abs|Art|Bd|Kap|Abb|Tab|Ziff|Str|str|Rn|Rdnr|Anm|S)\."# + Self.space + "?)"
    add(true, label + number, Self.space)
    add(false, #"\d{1,3}\."#, Self.space + "+" + lexicon.words(.counted) + Self.wordEnd)
    add(true, #"(?:\d[,:'/]\d+|\d\.\d+\.\d+|"# + Self.wordStart + #"0\d*|"# + Self.wordStart + #"(?:1[1-9]|20)\d\d)\."#, Self.space)
    add(false, #"[-–]\d{1,3}\."#, Self.space)
    add(false, Self.wordStart + lexicon.words(.determiner) + Self.space + "+" + number, Self.space)
    add(
      false, Self.wordStart + lexicon.words(.determiner) + Self.space + "+" + lexicon.words(.amount) + Self.space + "+" + number, Self.space
    )
    add(true, Self.wordStart + lexicon.words(.amount) + Self.space + "+" + number, Self.space)
    add(false, #"(?:(?<!\p{L})\p{Ll}+|\p{L}[sxz]|[,(–])"# + Self.space + "+" + number, Self.space + #"+["„»(]?\p{Lu}"#)
    add(true, number, Self.space)
  }

  private mutating func addLetters() {
    let label = Self.wordStart + lexicon.words(.label) + Self.space + "+"
    add(true, "(?:" + label + #")(?:\p{L}|[IVXLCDM]+)\."#, Self.space + #"+\p{Lu}"#)
    if isGerman {
      add(false, Self.wordStart + #"(?:[IVX]{1,8}|L[IVX]+)\."#, Self.space + #"+["„»(]?\p{Lu}"#)
    } else {
      add(false, Self.wordStart + #"[IVX]{2,8}\."#, Self.space + #"+["(]?\p{Lu}"#)
      add(true, #"(?<=\p{Ll}\s|^)I\."#, Self.space)
    }
    add(false, Self.wordStart + #"\p{L}\."#, Self.space + #"?\p{L}\."#)
    add(true, #"(?:["'“”»«\d%&+=*]|\d"# + Self.space + #"\p{Ll})\p{Ll}?\."#, Self.space)
    add(false, Self.wordStart + #"\p{L}\."#, "")
    add(true, Self.wordStart + lexicon.words(.plain) + #"\."#, Self.space)
    add(false, Self.wordStart + #"(?<!\.)[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}\."#, "")
  }

  /// Sentences that follow without a space, unless the mark is in an address.
  private mutating func addMissingSpaces() {
    add(false, #"[/@\\=_#][^\s]{0,60}"#, #"\S"#)
    add(false, #"[^\s.]\.[^\s]{1,60}\."#, #"\S"#)
    add(false, #"\.[^\s]{0,60}"#, #"[^\s]*[./@(]\S"#)
    add(true, Self.wordStart + #"(?:\p{Lu}?\p{Ll}{2,}|\p{Lu}\p{Ll})[.!?]"#, #"\p{Lu}\p{Ll}*(?![\p{L}\p{N}.@/(-])"#)
    add(true, #"\p{L}(?:[!?]|\.{3}|…)"#, #"\p{Lu}\p{Ll}+(?![\p{L}\p{N}.@/(-])"#)
    add(true, Self.closedMarks, #"\p{Lu}\p{Ll}+(?![\p{L}\p{N}.@/(-])"#)
  }
}
