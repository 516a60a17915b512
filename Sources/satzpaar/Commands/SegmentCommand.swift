import ArgumentParser
import Corpus
import FileIO
import SRX
import Segmentation

/// `satzpaar segment`: splits documents into sentences.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Split documents into sentences.",
    discussion: """
      EXAMPLE
        satzpaar segment de.txt --format jsonl -o de.jsonl

      lines: a sentence a line, line breaks inside it turned into spaces, and an empty line between paragraphs.
      jsonl: an object a sentence: file, paragraph, sentence (both counted from 0), start, end (UTF-8 bytes of the decoded text), text.
      tsv: the same fields in the same order.
      With --explain each line is a place where a sentence could end: paragraph:offset (UTF-8 bytes of the decoded text), BREAK or no break, the rule \
      that decided, and the text around the place; in jsonl and tsv the fields file, paragraph, offset, break, rule, before, after. Where the rules are unsure \
      the features of the model follow the rule, each with its weight: the sentence ends if they add up to more than 0 (features in jsonl and tsv).
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case lines, jsonl, tsv }

  @Argument(help: ArgumentHelp("Text files; - is standard input.", valueName: "file")) var files: [String] = []
  @Option(help: "The language of the text (BCP 47).") var language = LanguageTag.german
  @Option(help: "The form of the output.") var format = Format.lines
  @Flag(help: "Leave out the empty line between paragraphs (lines only).") var noBlank = false
  @Option(name: [.short, .long], help: ArgumentHelp("Where the sentences go; standard output when not given.", valueName: "file"))
  var output: String?
  @OptionGroup var srx: SRXOptions
  @Flag(help: "Show, instead of sentences, which rule decided at each place where a sentence could end.") var explain = false
  @Flag(help: "Write the built-in rules for German and English as an SRX 2.0 file, as far as SRX can say them, and read no text.")
  var exportSrx = false
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard !files.isEmpty || exportSrx else { throw ValidationError("Missing expected argument '<file> ...'") }
    guard files.isEmpty || !exportSrx else { throw ValidationError("--export-srx reads no text files.") }
    guard (files + srx.file).count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let out = try OutputFile(output, inputs: files + srx.file)
    if exportSrx {
      try out.write(SRXWriter.document(.builtIn, comment: "The rules of Satzpaar \(satzpaarVersion), as far as SRX can say them."))
      return try out.commit()
    }
    let segmenter = try SentenceSegmenter(language: language, rules: srx.rules())
    var summary = ""
    for file in files where !out.isAbandoned {
      progress.show("segmenting \(file)")
      let document = try reading.reader(language).read(file)
      if explain {
        let explanations = try segmenter.explain(document)
        progress.clear()
        for explanation in explanations where !out.isAbandoned { try out.write(line(explanation, file: file)) }
        summary += document.summary(counted(explanations.count, "place"))
        continue
      }
      let sentences = try segmenter.segment(document)
      progress.clear()
      try write(sentences, of: file, isFirst: summary.isEmpty, to: out)
      summary += document.summary(sentences: sentences.count)
    }
    try out.commit()
    if !quiet.quiet { StandardError.write(summary) }
  }

  private func write(_ sentences: [Sentence], of file: String, isFirst: Bool, to out: OutputFile) throws {
    var block = isFirst ? sentences.first?.block : nil
    for (index, sentence) in sentences.enumerated() where !out.isAbandoned {
      if format == .lines, !noBlank, sentence.block != block { try out.write("\n") }
      block = sentence.block
      try out.write(line(sentence, index: index, file: file))
    }
  }

  private func line(_ sentence: Sentence, index: Int, file: String) -> String {
    switch format {
    case .lines:
      return sentence.line + "\n"
    case .jsonl:
      return """
        {"file":\(JSONText.quoted(file)),"paragraph":\(sentence.block),"sentence":\(index),"start":\(sentence.range.lowerBound),\
        "end":\(sentence.range.upperBound),"text":\(JSONText.quoted(sentence.text))}

        """
    case .tsv:
      let numbers = [sentence.block, index, sentence.range.lowerBound, sentence.range.upperBound].map(String.init)
      return ([file.tabSeparatedField] + numbers + [sentence.text.tabSeparatedField]).joined(separator: "\t") + "\n"
    }
  }

  private func line(_ explanation: Explanation, file: String) -> String {
    switch format {
    case .lines:
      // Columns that most places and rules fit into.
      let place = "\(explanation.block):\(explanation.offset)".padded(to: 10)
      let verdict = (explanation.isEnd ? "BREAK" : "no break").padded(to: 8)
      return
        "\(place)  \(verdict)  \(explanation.rule.onOneLine.padded(to: 44))  …\(explanation.before.onOneLine)|\(explanation.after.onOneLine)…\n"
        + explanation.features.map { "            \($0.weight.text)  \($0.name)\n" }.joined()
    case .jsonl:
      let features = explanation.features.map { "\(JSONText.quoted($0.name)):\($0.weight)" }
      return """
        {"file":\(JSONText.quoted(file)),"paragraph":\(explanation.block),"offset":\(explanation.offset),"break":\(explanation.isEnd),\
        "rule":\(JSONText.quoted(explanation.rule)),"before":\(JSONText.quoted(explanation.before)),"after":\(JSONText.quoted(explanation.after)),"features":{\(features.joined(separator: ","))}}

        """
    case .tsv:
      let fields = [
        file, "\(explanation.block)", "\(explanation.offset)", "\(explanation.isEnd)", explanation.rule, explanation.before,
        explanation.after, explanation.features.map { "\($0.name) \($0.weight)" }.joined(separator: ", "),
      ]
      return fields.map { $0.onOneLine }.joined(separator: "\t") + "\n"
    }
  }
}

extension Double {
  /// A weight such as "+1.25" or "-0.50".
  fileprivate var text: String {
    let hundredths = Int((magnitude * 100).rounded())
    let decimals = String(hundredths % 100)
    return "\(self < 0 ? "-" : "+")\(hundredths / 100).\(decimals.count < 2 ? "0" : "")\(decimals)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Document {
  /// A line such as "de.txt (UTF-8): 14 paragraphs, 31 sentences".
  func summary(sentences: Int) -> String { summary(counted(sentences, "sentence")) }

  /// A line such as "de.txt (UTF-8): 14 paragraphs, 40 places".
  fileprivate func summary(_ result: String) -> String {
    let name = name == "-" ? "standard input" : name.onOneLine
    return "\(name) (\(encoding)): \(counted(blocks.count, "paragraph")), \(result)\n"
  }
}
