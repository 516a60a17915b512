import Corpus
import FoundationEssentials
import ICUText
import Segmentation
import TestSupport

/// A table of cases: category, input (`\n` and `\r` for line breaks), expected sentences on one line each, joined by ` ⏎ `; or, in two columns, category
/// and input with `¦` where a sentence ends.
struct CaseFile {
  struct Case {
    let category: String
    let input: String
    let expected: [String]
  }

  let cases: [Case]

  init(_ name: String) throws {
    let text = try String(contentsOfFile: "\(repositoryRoot)/Tests/SegmentationTests/Data/\(name)", encoding: .utf8)
    cases = text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      if fields.count == 2 {
        let input = fields[1].replacing("\\n", with: "\n").replacing("\\r", with: "\r")
        let expected = input.split(separator: "¦").map { String($0).joiningLines.trimmed }
        return Case(category: fields[0], input: input.replacing("¦", with: ""), expected: expected)
      }
      guard fields.count == 3 else { return nil }
      let input = fields[1].replacing("\\n", with: "\n").replacing("\\r", with: "\r")
      return Case(category: fields[0], input: input, expected: fields[2].split(separator: " ⏎ ").map(String.init))
    }
  }

  /// The cases that come out otherwise, one a line with their category.
  func failures(_ language: LanguageTag) throws -> [String] {
    let segmenter = try SentenceSegmenter(language: language)
    return try cases.compactMap { item in
      let found = try segmenter.lines(item.input)
      return found == item.expected ? nil : "\(item.category): \(found.joined(separator: " ⏎ "))"
    }
  }
}

extension String {
  /// The string without the blanks at its ends.
  fileprivate var trimmed: String {
    String(String.UnicodeScalarView(unicodeScalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
  }
}

extension SentenceSegmenter {
  /// The sentences of a text as they stand in it.
  func pieces(_ text: String) throws -> [String] {
    let text = UTF16Text(text)
    return try sentences(in: text).map { text[$0] }
  }

  /// The sentences of a text, each on one line.
  func lines(_ text: String) throws -> [String] { try pieces(text).map(\.joiningLines) }
}
