import Segmentation

/// Writes SRX 2.0 files.
public enum SRXWriter {
  /// The document in UTF-8; `comment` stands before the rules. `SRXReader` reads the same rules from it, but for their lines.
  ///
  /// Control characters, which XML forbids or does not keep, are written as `\u000A`, which matches the same.
  public static func document(_ rules: SRXRules, comment: String = "") -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    if !comment.isEmpty { lines.append("<!-- \(comment.replacing("--", with: "–")) -->") }
    lines.append("<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">")
    lines.append("  <header segmentsubflows=\"\(yesNo(rules.segmentsSubflows))\" cascade=\"\(yesNo(rules.cascades))\">")
    lines += rules.formatHandles.map { "    <formathandle type=\"\($0.kind.rawValue)\" include=\"\(yesNo($0.isIncluded))\"/>" }
    lines += ["  </header>", "  <body>", "    <languagerules>"]
    for group in rules.groups {
      lines.append("      <languagerule languagerulename=\"\(escaped(group.name))\">")
      for rule in group.rules {
        lines.append("        <rule break=\"\(yesNo(rule.isBreak))\">")
        lines.append("          <beforebreak>\(escaped(rule.before))</beforebreak>")
        lines.append("          <afterbreak>\(escaped(rule.after))</afterbreak>")
        lines.append("        </rule>")
      }
      lines.append("      </languagerule>")
    }
    lines += ["    </languagerules>", "    <maprules>"]
    for map in rules.maps {
      lines.append("      <languagemap languagepattern=\"\(escaped(map.pattern))\" languagerulename=\"\(escaped(map.group))\"/>")
    }
    lines += ["    </maprules>", "  </body>", "</srx>", ""]
    return lines.joined(separator: "\n")
  }

  private static func yesNo(_ flag: Bool) -> String { flag ? "yes" : "no" }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\0"..."\u{1F}", "\u{FFFE}"..."\u{FFFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
