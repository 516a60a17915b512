/// Tells when a text is not in the language that it is said to be in: by its script and, for some languages, by their commonest words.
struct LanguageGuess {
  private enum Script: Hashable { case latin, greek, cyrillic, hebrew, arabic, devanagari, thai, hangul, kana, han }

  /// Words that are common in a language and rare in the others.
  private let words: [String: Set<String>]

  init() {
    let lists = Self.commonWords.mapValues { Set($0.split(separator: " ").map(String.init)) }
    words = lists.mapValues { list in list.filter { word in lists.values.count { $0.contains(word) } == 1 } }
  }

  /// Why a text is not in a language; nil when it may be.
  /// - Parameter words: those of the text in lower case.
  func objection(to text: String, words: [String], language: String) -> String? {
    let language = LanguageKey.primary(language)
    if let scripts = Self.scripts[language] {
      let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic && !$0.properties.isDiacritic }
      let own = letters.count { Self.script(of: $0).map(scripts.contains) ?? false }
      if letters.count >= 3, own * 2 < letters.count { return "\(own) of \(letters.count) letters are of its script" }
    }
    guard let own = self.words[language], !words.contains(where: own.contains) else { return nil }
    let others = self.words.filter { $0.key != language }.mapValues { list in words.count(where: list.contains) }
    guard let best = others.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value >= 2, best.value * 5 >= words.count else {
      return nil
    }
    return "it has words of '\(best.key)' and none of its own"
  }

  private static let scripts: [String: Set<Script>] = {
    let latin =
      "de en fr es it pt nl sv da no nb nn fi et lv lt pl cs sk sl hr bs hu ro tr vi id ms ca gl eu ga cy is mt sq af sw la lb oc"
    var scripts = Dictionary(uniqueKeysWithValues: latin.split(separator: " ").map { (String($0), Set([Script.latin])) })
    for language in ["ru", "uk", "be", "bg", "mk"] { scripts[language] = [.cyrillic] }
    for language in ["ar", "fa", "ur"] { scripts[language] = [.arabic] }
    for language in ["hi", "mr", "ne"] { scripts[language] = [.devanagari] }
    for (language, script) in [("el", Script.greek), ("he", .hebrew), ("th", .thai), ("zh", .han)] { scripts[language] = [script] }
    scripts["ja"] = [.kana, .han]
    scripts["ko"] = [.hangul, .han]
    return scripts
  }()

  private static func script(of letter: Unicode.Scalar) -> Script? {
    switch letter.value {
    case 0..<0x250, 0x1E00..<0x1F00: .latin
    case 0x370..<0x400, 0x1F00..<0x2000: .greek
    case 0x400..<0x530: .cyrillic
    case 0x590..<0x600: .hebrew
    case 0x600..<0x700, 0x750..<0x780: .arabic
    case 0x900..<0x980: .devanagari
    case 0xE00..<0xE80: .thai
    case 0x1100..<0x1200, 0xAC00..<0xD7B0: .hangul
    case 0x3040..<0x3100: .kana
    case 0x3400..<0x4DC0, 0x4E00..<0xA000: .han
    default: nil
    }
  }

  private static let commonWords = [
    "de": """
    der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren wird werden wurde wurden hat haben \
    hatte kann können muss müssen soll sollen sie er es wir ich ihr ihre ihren ihrem sein seine mit von vom zu zum zur für auf aus bei beim nach über \
    unter durch gegen ohne um als wie wenn dass weil auch nur noch schon sehr mehr im am sich diese dieser dieses diesem diesen bitte wurde
    """,
    "en": """
    the a an and or but not no is are was were will would has have had can could must should may it its this that these those they he she we you \
    your i my their our his her with from of to for on at by about into over under through without as if when because also only very more in do does \
    did be been which who what there please
    """,
    "fr": """
    le la les un une des du de et ou mais pas ne est sont était sera ont avait peut doit il elle nous vous ils leur leurs son sa ses avec pour sur dans \
    par sans sous au aux que qui quand si plus très cette ces ce je
    """,
    "es": """
    el la los las un una unos y o pero no es son era será ha han puede debe él ella nosotros usted ellos su sus con para por sin sobre en del al que \
    quien cuando si más muy este esta estos estas lo
    """,
    "it": """
    il lo la gli le un uno una e o ma non è sono era sarà ha hanno può deve egli noi voi loro suo sua con per su in di da del della dei delle nel nella \
    al alla che chi quando se più molto questo questa questi
    """,
    "nl": """
    de het een en of maar niet geen is zijn was waren wordt worden heeft hebben kan kunnen moet moeten hij zij wij ik u uw hun met van voor op uit bij \
    naar over onder door tegen zonder om als wanneer dat omdat ook nog al zeer meer deze dit die te
    """,
  ]
}
