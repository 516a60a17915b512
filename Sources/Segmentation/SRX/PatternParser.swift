/// Reads a regular expression in ICU's syntax into its shape, and writes what Java has and ICU has not as ICU reads it.
///
/// ICU compiles the expression and is the judge of it; this parser only has to be right about what it understands, and gives up on the rest.
struct PatternParser {
  /// What the matches can look like.
  private(set) var shape = PatternShape.anything
  /// The expression without Java's flag `U`, which ICU always has, and with bounds for `*` and `+` in look-behind, where ICU wants them.
  private(set) var icuPattern: String

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var isCaseInsensitive = false
  private var depth = 0
  private var lookBehindDepth = 0
  private var edits: [(range: Range<Int>, text: String)] = []

  /// The most times that an unbounded quantifier in look-behind repeats.
  private static let lookBehindRepetitions = 100
  private static let maxDepth = 16
  /// Quantifiers within quantifiers deeper than this are not followed, which would take time that grows with each level.
  private static let maxHeight = 3
  private static let maxLength = 20_000
  /// White space beyond Latin-1.
  private static let spaces = ([0x1680, 0x180E, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000] + Array(0x2000...0x200A)).compactMap(
    Unicode.Scalar.init as (Int) -> Unicode.Scalar?)

  private enum Failure: Error { case notUnderstood }

  /// Parses a pattern.
  init(_ pattern: String, classes: inout CharacterClasses) {
    scalars = Array(pattern.unicodeScalars)
    icuPattern = pattern
    guard scalars.count <= Self.maxLength else { return }
    do {
      let whole = try choice(&classes)
      if index == scalars.count { shape = whole }
    } catch { shape = .anything }
    icuPattern = edited
  }

  private var edited: String {
    var result = String.UnicodeScalarView()
    var start = 0
    for edit in edits {
      result += scalars[start..<edit.range.lowerBound]
      result += edit.text.unicodeScalars
      start = edit.range.upperBound
    }
    return String(result + scalars[start...])
  }

  // MARK: Groups

  /// Alternatives up to a closing bracket or the end.
  private mutating func choice(_ classes: inout CharacterClasses) throws -> PatternShape {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw Failure.notUnderstood }
    var parts: [PatternShape] = []
    var sequence: [PatternShape] = []
    while let scalar = peek(), scalar != ")" {
      if scalar == "|" {
        index += 1
        parts.append(.sequence(sequence))
        sequence = []
      } else {
        sequence.append(try quantified(&classes))
      }
    }
    parts.append(.sequence(sequence))
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func group(_ classes: inout CharacterClasses) throws -> PatternShape {
    let outerFlag = isCaseInsensitive
    var (isSeen, isLookBehind) = (true, false)
    if take("?") {
      if take("#") {
        while let scalar = next(), scalar != ")" { continue }
        return .empty
      }
      if take("<") {
        if take("=") || take("!") {
          (isSeen, isLookBehind) = (false, true)
        } else {
          while let scalar = next(), scalar != ">" { continue }
        }
      } else if take("=") || take("!") {
        isSeen = false
      } else if !take(":") && !take(">") {
        if try flags() { return .empty }
      }
    }
    if isLookBehind { lookBehindDepth += 1 }
    let inner = try choice(&classes)
    if isLookBehind { lookBehindDepth -= 1 }
    guard take(")") else { throw Failure.notUnderstood }
    isCaseInsensitive = outerFlag
    return isSeen ? inner : .empty
  }

  /// Reads flags; whether they stand alone, `(?i)`, rather than before a group, `(?i:…)`.
  private mutating func flags() throws -> Bool {
    let start = index
    var isOn = true
    while let scalar = next() {
      switch scalar {
      case "-": isOn = false
      case "i": isCaseInsensitive = isOn
      case "m", "s", "u", "w", "d": break
      case "U": edits.append((index - 1..<index, index - start == 1 && peek() == ")" ? "u" : ""))
      case ")": return true
      case ":": return false
      default: throw Failure.notUnderstood
      }
    }
    throw Failure.notUnderstood
  }

  // MARK: Quantifiers

  private mutating func quantified(_ classes: inout CharacterClasses) throws -> PatternShape {
    let atom = try atom(&classes)
    guard let counts = try counts() else { return atom }
    // Lazy and possessive quantifiers match no more than greedy ones.
    if !take("?") { _ = take("+") }
    return atom.height < Self.maxHeight ? .repeated(atom, counts) : .anything
  }

  private mutating func counts() throws -> ClosedRange<Int>? {
    let start = index
    if take("?") { return 0...1 }
    if take("*") { return unbounded(from: 0, writtenFrom: start) }
    if take("+") { return unbounded(from: 1, writtenFrom: start) }
    guard take("{") else { return nil }
    guard let least = number() else { throw Failure.notUnderstood }
    if take("}") { return least...least }
    guard take(",") else { throw Failure.notUnderstood }
    if take("}") { return unbounded(from: least, writtenFrom: start) }
    guard let most = number(), most >= least, take("}") else { throw Failure.notUnderstood }
    return least...most
  }

  private mutating func unbounded(from least: Int, writtenFrom start: Int) -> ClosedRange<Int> {
    if lookBehindDepth > 0 { edits.append((start..<index, "{\(least),\(least + Self.lookBehindRepetitions)}")) }
    return least...PatternShape.unbounded
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek().flatMap({ ("0"..."9").contains($0) ? Int($0.value) - 0x30 : nil }) {
      value = min((value ?? 0) * 10 + digit, PatternShape.unbounded)
      index += 1
    }
    return value
  }

  // MARK: Atoms

  private mutating func atom(_ classes: inout CharacterClasses) throws -> PatternShape {
    guard let scalar = next() else { throw Failure.notUnderstood }
    switch scalar {
    case "(": return try group(&classes)
    case "[": return try bracketed(&classes)
    case ".": return .character(.any)
    case "^", "$": return .empty
    case "\\": return try escape(&classes)
    case "*", "+", "?", "{": throw Failure.notUnderstood
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternShape {
    var set = SymbolSet()
    set.insert(scalar)
    guard isCaseInsensitive, scalar.properties.isCased || !scalar.isASCII else { return .character(set) }
    guard scalar.isASCII else { return .anything }
    // By full case folding »ff«, »fi«, »fl«, »st« and »ss« match one character (Unicode's CaseFolding.txt).
    let letter = scalar.value | 0x20
    set.insert(Int(letter))
    set.insert(Int(letter ^ 0x20))
    set.insert(0xDF)
    set.formUnion(.beyondLatin1)
    return [0x66, 0x69, 0x6C, 0x73, 0x74].contains(letter) ? .repeated(.character(set), 0...1) : .character(set)
  }

  private mutating func escape(_ classes: inout CharacterClasses) throws -> PatternShape {
    guard let scalar = next() else { throw Failure.notUnderstood }
    switch scalar {
    case "Q": return quoted()
    case "b", "B", "A", "z", "Z", "G": return .empty
    case "d", "D", "w", "W", "S", "H", "V": return try characterClass("\\\(scalar)", classes: &classes)
    case "s", "h", "v": return try characterClass("\\\(scalar)", others: Self.spaces, classes: &classes)
    case _ where ["p", "P", "N", "x"].contains(scalar) && peek() == "{":
      let start = index - 2
      while let scalar = next(), scalar != "}" { continue }
      return try characterClass(text(start..<index), classes: &classes)
    case "u": return try codePoint(digits: 4)
    case "U": return try codePoint(digits: 8)
    case "x": return try codePoint(digits: 2)
    case "t", "n", "r", "f", "a", "e": return try characterClass("\\\(scalar)", others: [], classes: &classes)
    case "R", "X", "1"..."9": return .anything
    case _ where scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "0"): throw Failure.notUnderstood
    default: return literal(scalar)
    }
  }

  private mutating func quoted() -> PatternShape {
    var parts: [PatternShape] = []
    while let scalar = next() {
      if scalar == "\\", take("E") { break }
      parts.append(literal(scalar))
    }
    // A quantifier behind the quotation counts for its last character.
    guard parts.count > 1, let last = peek(), ["*", "+", "?", "{"].contains(last) else { return .sequence(parts) }
    return .anything
  }

  private mutating func codePoint(digits: Int) throws -> PatternShape {
    guard index + digits <= scalars.count, let value = UInt32(text(index..<index + digits), radix: 16), let scalar = Unicode.Scalar(value)
    else { throw Failure.notUnderstood }
    index += digits
    return literal(scalar)
  }

  /// A class in square brackets, which may hold others.
  private mutating func bracketed(_ classes: inout CharacterClasses) throws -> PatternShape {
    let start = index - 1
    var others: [Unicode.Scalar]? = take("^") ? nil : []
    if let scalar = peek(), scalar == "]" { throw Failure.notUnderstood }
    var level = 1
    while level > 0 {
      guard let scalar = next() else { throw Failure.notUnderstood }
      switch scalar {
      case "[": (level, others) = (level + 1, nil)
      case "]": level -= 1
      case "&": others = nil
      case "-": if let last = peek(), last.value > 0xFF || last == "\\" || scalars[index - 2].value > 0xFF { others = nil }
      case "\\":
        guard let escaped = next(), escaped != "Q" else { throw Failure.notUnderstood }
        switch escaped {
        case "s", "h", "v": others? += Self.spaces
        case "t", "n", "r", "f": break
        case "u":
          if index + 4 <= scalars.count, let value = UInt32(text(index..<index + 4), radix: 16), let scalar = Unicode.Scalar(value) {
            others?.append(scalar)
          } else {
            others = nil
          }
        case _ where escaped.isASCII && (escaped.properties.isAlphabetic || escaped.properties.numericType != nil): others = nil
        default: others?.append(escaped)
        }
      default: others?.append(scalar)
      }
    }
    return try characterClass(text(start..<index), others: others, classes: &classes)
  }

  private func characterClass(_ expression: String, others: [Unicode.Scalar]? = nil, classes: inout CharacterClasses) throws -> PatternShape
  {
    let set = isCaseInsensitive ? classes.set("(?i)" + expression) : classes.set(expression, others: others)
    guard let set else { throw Failure.notUnderstood }
    return .character(set)
  }

  // MARK: Reading

  private func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek() else { return nil }
    index += 1
    return scalar
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    index += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
}
