/// A BCP 47 language tag such as `de`, `de-AT` or `zh-Hant-TW`, kept in its canonical case (RFC 5646, section 2.1.1).
///
/// Two tags are equal when they are the same in any case.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
  /// The whole tag in canonical case: `de-AT`.
  public let description: String

  /// The language subtag in lower case: `de` for `de-AT`. It chooses rules and models.
  public var language: String { String(description.prefix { $0 != "-" }) }

  /// Reads a tag; `nil` when `text` is not of a BCP 47 tag's form (subtags of one to eight ASCII letters or digits, the first of letters).
  public init?(_ text: String) {
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = subtags.first, (1...8).contains(first.count), first.allSatisfy(\.isASCIILetter) else { return nil }
    guard subtags.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(\.isASCIILetterOrDigit) }) else { return nil }
    var canonical = [first.lowercased()]
    var isPrivate = first.count == 1
    for subtag in subtags.dropFirst() {
      switch (subtag.count, isPrivate) {
      case (2, false): canonical.append(subtag.uppercased())
      case (4, false) where subtag.allSatisfy(\.isASCIILetter):
        canonical.append(subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased())
      default: canonical.append(subtag.lowercased())
      }
      isPrivate = isPrivate || subtag.count == 1
    }
    description = canonical.joined(separator: "-")
  }

  private init(known: String) { description = known }

  /// German.
  public static let german = LanguageTag(known: "de")
  /// English.
  public static let english = LanguageTag(known: "en")
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
  fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
