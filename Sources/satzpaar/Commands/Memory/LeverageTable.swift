import Corpus
import TranslationMemory

/// Leverage reports of files as a table, as JSON and as HTML.
struct LeverageTable {
  let memory: String
  let reports: [(name: String, report: LeverageReport)]

  private var total: LeverageReport { reports.reduce(into: LeverageReport()) { $0 += $1.report } }

  /// A table a file and, of several, one for all.
  var lines: String {
    let all = reports.count > 1 ? reports + [("all files", total)] : reports
    return all.map { Self.table($0.name, $0.report) }.joined(separator: "\n")
  }

  private static func table(_ name: String, _ report: LeverageReport) -> String {
    func row(_ cells: [String]) -> String {
      cells.enumerated().map { $0.offset == 0 ? $0.element.padded(12) : $0.element.leftPadded($0.offset == 4 ? 9 : 11) }.joined() + "\n"
    }
    func row(_ name: String, _ amount: LeverageAmount) -> String {
      row([
        name, "\(amount.segments)", "\(amount.words)", "\(amount.characters)", share(amount.words, of: report.total.words) + " %",
      ])
    }
    var text = "\(name)\n" + row(["", "segments", "words", "characters", "words"])
    for band in LeverageBand.allCases { text += row(band.title, report.bands[band] ?? LeverageAmount()) }
    text += row("total", report.total)
    if report.fromFiles.segments > 0 { text += row("in files", report.fromFiles) }
    return text
  }

  var json: String {
    JSONObject.text { object in
      object.add("memory", memory)
      object.add(
        "files",
        list: reports.map { name, report in
          JSONObject.text { object in
            object.add("file", name)
            Self.add(report, to: &object)
          }
        })
      object.add("total", json: JSONObject.text { Self.add(total, to: &$0) })
    } + "\n"
  }

  private static func add(_ report: LeverageReport, to object: inout JSONObject) {
    func json(_ amount: LeverageAmount) -> String {
      JSONObject.text { object in
        object.add("segments", amount.segments)
        object.add("words", amount.words)
        object.add("characters", amount.characters)
      }
    }
    for band in LeverageBand.allCases { object.add(band.rawValue, json: json(report.bands[band] ?? LeverageAmount())) }
    object.add("total", json: json(report.total))
    object.add("in_files", json: json(report.fromFiles))
  }

  /// A percentage with one decimal; 0.0 of nothing.
  private static func share(_ part: Int, of whole: Int) -> String {
    let thousandths = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole
    return "\(thousandths / 10).\(thousandths % 10)"
  }
}

extension LeverageTable {
  /// A page that needs nothing from elsewhere: a bar a file by words, then the tables.
  var html: String {
    let all = reports.count > 1 ? reports + [("All files", total)] : reports
    let keys = LeverageBand.allCases.map { "<li><i style=\"background:\($0.colour)\"></i>\($0.title)</li>" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Leverage of \(Self.escaped(memory))</title>
      <style>
      body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
      table { border-collapse: collapse; margin: .5rem 0 2rem } th, td { padding: .2rem .8rem; text-align: right; border-bottom: 1px solid #ddd }
      th:first-child { text-align: left; font-weight: normal } tr:last-child th, tr:last-child td { font-weight: bold }
      ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem } i { display: inline-block; width: 1em; height: 1em; margin-right: .4em; vertical-align: -.1em }
      svg { width: 100%; height: 2rem; display: block }
      </style>
      </head>
      <body>
      <h1>Leverage of \(Self.escaped(memory))</h1>
      <p>Bars show words.</p>
      <ul>\(keys)</ul>
      \(all.map { Self.section($0.name, $0.report) }.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  private static func section(_ name: String, _ report: LeverageReport) -> String {
    let words = report.total.words
    var bars = ""
    var start = 0
    for band in LeverageBand.allCases {
      let count = report.bands[band]?.words ?? 0
      guard count > 0 else { continue }
      let label = "\(band.title): \(counted(count, "word")), \(share(count, of: words)) %"
      bars += "<rect x=\"\(start)\" y=\"0\" width=\"\(count)\" height=\"1\" fill=\"\(band.colour)\"><title>\(label)</title></rect>"
      start += count
    }
    func row(_ name: String, _ amount: LeverageAmount) -> String {
      let cells = ["\(amount.segments)", "\(amount.words)", "\(amount.characters)", "\(share(amount.words, of: words)) %"]
      return "<tr><th scope=\"row\">\(name)</th>\(cells.map { "<td>\($0)</td>" }.joined())</tr>"
    }
    let rows = LeverageBand.allCases.map { row($0.title, report.bands[$0] ?? LeverageAmount()) } + [row("total", report.total)]
    return """
      <h2>\(escaped(name))</h2>
      <svg viewBox="0 0 \(max(1, words)) 1" preserveAspectRatio="none" role="img" aria-label="Words by band">\(bars)</svg>
      <table>
      <tr><th></th><th>segments</th><th>words</th><th>characters</th><th>of words</th></tr>
      \(rows.joined(separator: "\n"))
      </table>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

extension LeverageBand {
  /// The band for people: `95–99`.
  fileprivate var title: String {
    switch self {
    case .repetition: "repetitions"
    case .none: "no match"
    default: String(rawValue.map { $0 == "-" ? "–" : $0 })
    }
  }

  fileprivate var colour: String {
    switch self {
    case .context: "#1b5e20"
    case .repetition: "#388e3c"
    case .full: "#66bb6a"
    case .from95: "#aed581"
    case .from85: "#dce775"
    case .from75: "#ffd54f"
    case .from50: "#ffb74d"
    case .none: "#e57373"
    }
  }
}

extension String {
  /// The text with spaces before it, so that it has so many characters at least.
  fileprivate func leftPadded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
