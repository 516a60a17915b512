import Corpus
import ICUText
import TMX

/// Replaces what a regular expression of ICU's matches in the texts of segments; tags stay as they are. Not thread-safe: one a task.
///
///     try TextReplacer("colou?r", with: "hue").replaced(in: segment)
public final class TextReplacer {
  private enum Part {
    case text(String)
    case group(Int)
  }

  private let expression: RegularExpression
  private let parts: [Part]

  /// Compiles a pattern.
  /// - Parameter template: what goes in place of a match; `$1` stands for its first group, `$0` for all of it, `\$` for a dollar sign, `\\` for a
  ///   backslash.
  /// - Throws: a `Diagnostic` `.usage` for a malformed pattern.
  public init(_ pattern: String, with template: String) throws {
    do { expression = try RegularExpression(pattern) } catch {
      throw Diagnostic(.usage, "the regular expression '\(pattern)' is malformed: \(error)", cure: "see ICU's syntax")
    }
    parts = Self.parts(of: template)
  }

  private static func parts(of template: String) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var scalars = template.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\\", let next = scalars.first, next == "$" || next == "\\" {
        text.unicodeScalars.append(next)
        scalars.removeFirst()
      } else if scalar == "$", let digit = scalars.first, ("0"..."9").contains(digit) {
        parts += [.text(text), .group(Int(digit.value - 0x30))]
        text = ""
        scalars.removeFirst()
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return parts + [.text(text)]
  }

  /// The segment with all matches replaced, each within one run of text between tags; nil when there are none.
  /// - Throws: a `Diagnostic` `.usage` when a match takes too long.
  public func replaced(in segment: TMXSegment) throws -> TMXSegment? {
    let changed = TMXSegment(content: try replaced(in: segment.content))
    // Byte for byte: a decomposed letter and a composed one are equal strings.
    return changed.fragment.utf8.elementsEqual(segment.fragment.utf8) ? nil : changed
  }

  private func replaced(in content: [TMXInline]) throws -> [TMXInline] {
    try content.map { piece in
      switch piece {
      case .text(let text): return .text(try replaced(in: text))
      case .element(var element) where element.kind == .hi:
        element.content = try replaced(in: element.content)
        return .element(element)
      case .element: return piece
      }
    }
  }

  private func replaced(in text: String) throws -> String {
    let units = UTF16Text(text)
    let matches: [RegularExpression.Match]
    do { matches = try expression.matches(in: units) } catch {
      throw Diagnostic(.usage, "the regular expression fails on '\(text.shortened)': \(error)", cure: "make it simpler")
    }
    var result = ""
    var end = 0
    for match in matches {
      result += units[end..<match.range.lowerBound]
      for part in parts {
        switch part {
        case .text(let text): result += text
        case .group(let number):
          if match.groups.indices.contains(number), let group = match.groups[number] { result += units[group] }
        }
      }
      end = match.range.upperBound
    }
    return matches.isEmpty ? text : result + units[end..<units.units.count]
  }
}
