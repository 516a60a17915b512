import Corpus
import FileIO
import TranslationMemory

/// How what is special in a text is shown: by colours on a terminal, by marks elsewhere.
enum TextStyle {
  case colours
  case marks

  /// That of an output; `NO_COLOR` in the environment asks for marks.
  init(for output: OutputFile) {
    self = output.isTerminal && ProcessEnvironment.value("NO_COLOR") == nil ? .colours : .marks
  }

  /// What was looked for: bold, or `**so**`.
  func hit(_ text: String) -> String { styled(text, code: "1;33", marks: ("**", "**")) }

  /// What the other text has instead: `[-so-]`.
  func deleted(_ text: String) -> String { styled(text, code: "31;9", marks: ("[-", "-]")) }

  /// What the other text has not: `{+so+}`.
  func inserted(_ text: String) -> String { styled(text, code: "32", marks: ("{+", "+}")) }

  /// The first text with what has to change to become the second.
  func difference(_ difference: TextDifference) -> String {
    difference.runs.map { run in
      switch run {
      case .equal(let text): text.onOneLine
      case .deleted(let text): deleted(text)
      case .inserted(let text): inserted(text)
      }
    }.joined()
  }

  private func styled(_ text: String, code: String, marks: (String, String)) -> String {
    let text = text.onOneLine
    return self == .colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : marks.0 + text + marks.1
  }
}
