import Corpus
import ICUText

/// Segmentation rules in the model of SRX 2.0 (Segmentation Rules eXchange, LISA/GALA 2008), as a file holds them.
///
/// At a place between two characters the first rule decides whose `before` matches a stretch that ends there and whose `after` matches one that
/// starts there; where none does, the text goes on. Which rules count, and in what order, follows from the language, see `rules(for:)`.
public struct SRXRules: Hashable, Sendable {
  /// The file they come from as the user named it, for messages.
  public var file: String
  /// Whether text inside markup, such as a footnote, is segmented apart (`segmentsubflows`). Plain text has none.
  public var segmentsSubflows: Bool
  /// Whether the rules of every matching language map count, or those of the first only (`cascade`).
  public var cascades: Bool
  /// On which side of a break inline markup stays. Plain text has none.
  public var formatHandles: [FormatHandle]
  /// The rules by name (`languagerule`).
  public var groups: [Group]
  /// Which groups a language has, in order (`languagemap`).
  public var maps: [Map]

  /// Makes rules from their parts.
  public init(
    file: String, segmentsSubflows: Bool = true, cascades: Bool, formatHandles: [FormatHandle] = FormatHandle.standard, groups: [Group],
    maps: [Map]
  ) {
    self.file = file
    self.segmentsSubflows = segmentsSubflows
    self.cascades = cascades
    self.formatHandles = formatHandles
    self.groups = groups
    self.maps = maps
  }

  /// One rule (`rule`).
  public struct Rule: Hashable, Sendable {
    /// Whether the rule breaks or forbids a break.
    public var isBreak: Bool
    /// A regular expression in ICU's syntax for the text before the place; empty matches any.
    public var before: String
    /// A regular expression in ICU's syntax for the text behind the place; empty matches any.
    public var after: String
    /// The line of the file on which it starts, 1-based; 0 when it comes from no file.
    public var line: Int

    /// Makes a rule from its parts.
    public init(isBreak: Bool, before: String, after: String, line: Int = 0) {
      self.isBreak = isBreak
      self.before = before
      self.after = after
      self.line = line
    }
  }

  /// Rules under a name (`languagerule`).
  public struct Group: Hashable, Sendable {
    /// `languagerulename`.
    public var name: String
    /// The rules in order.
    public var rules: [Rule]

    /// Makes a group from its parts.
    public init(name: String, rules: [Rule]) {
      self.name = name
      self.rules = rules
    }
  }

  /// A pattern of languages and the group of rules that they have (`languagemap`).
  public struct Map: Hashable, Sendable {
    /// A regular expression for a whole language tag, in any case.
    public var pattern: String
    /// The name of a group.
    public var group: String
    /// The line of the file, 1-based; 0 when it comes from no file.
    public var line: Int

    /// Makes a map from its parts.
    public init(pattern: String, group: String, line: Int = 0) {
      self.pattern = pattern
      self.group = group
      self.line = line
    }
  }

  /// Where a kind of inline markup at a break belongs (`formathandle`).
  public struct FormatHandle: Hashable, Sendable {
    /// A kind of inline markup.
    public enum Kind: String, Sendable { case start, end, isolated }
    /// The kind of markup.
    public var kind: Kind
    /// Whether it belongs to the segment before the break.
    public var isIncluded: Bool

    /// Makes a handle from its parts.
    public init(kind: Kind, isIncluded: Bool) {
      self.kind = kind
      self.isIncluded = isIncluded
    }

    /// What holds where a file says nothing: closing markup stays with the segment, opening and isolated markup goes to the next.
    public static let standard = [
      FormatHandle(kind: .start, isIncluded: false), FormatHandle(kind: .end, isIncluded: true),
      FormatHandle(kind: .isolated, isIncluded: false),
    ]
  }

  /// The rules of a language in the order in which they are tried; empty when no map names the language.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` as `verifyMaps`.
  public func rules(for language: LanguageTag) throws -> [Rule] {
    let matching = try maps.filter { try $0.names(language, in: self) }
    return try matching.prefix(cascades ? matching.count : 1).flatMap { try group(of: $0).rules }
  }

  /// Throws a `Diagnostic` of kind `malformedInput` with the line of the first map whose pattern ICU does not read or whose group is not there.
  public func verifyMaps() throws {
    for map in maps {
      _ = try map.names(.german, in: self)
      _ = try group(of: map)
    }
  }

  private func group(of map: Map) throws -> Group {
    if let group = groups.first(where: { $0.name == map.group }) { return group }
    throw malformed(line: map.line, "there is no languagerule '\(map.group)'", cure: "correct the name or add the rules")
  }

  func malformed(line: Int, _ message: String, cure: String) -> Diagnostic {
    Diagnostic(.malformedInput, file: file, at: line > 0 ? .line(line) : nil, message, cure: cure)
  }
}

extension SRXRules.Map {
  /// Whether the pattern matches a language's whole tag.
  fileprivate func names(_ language: LanguageTag, in rules: SRXRules) throws -> Bool {
    let tag = Array(language.description.utf16)
    do {
      let expression = try RegularExpression(pattern, caseInsensitive: true, timeLimit: 50)
      return try expression.matches(exactly: 0..<tag.count, in: RegexWindow(tag, 0..<tag.count))
    } catch {
      throw rules.malformed(line: line, "languagepattern: \(error)", cure: "write it as an ICU regular expression")
    }
  }
}
