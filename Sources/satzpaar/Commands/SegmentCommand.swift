import ArgumentParser
import Corpus
import FileIO
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
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case lines, jsonl, tsv }

  @Argument(help: ArgumentHelp("Text files; - is standard input.", valueName: "file")) var files: [String]
  @Option(help: "The language of the text (BCP 47).") var language = LanguageTag.german
  @Option(help: "The form of the output.") var format = Format.lines
  @Flag(help: "Leave out the empty line between paragraphs (lines only).") var noBlank = false
  @Option(name: [.short, .long], help: ArgumentHelp("Where the sentences go; standard output when not given.", valueName: "file"))
  var output: String?
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard files.count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let segmenter = try SentenceSegmenter(language: language)
    let out = try OutputFile(output, inputs: files)
    var summary = ""
    for file in files where !out.isAbandoned {
      progress.show("segmenting \(file)")
      let document = try reading.reader(language).read(file)
      let sentences = try segmenter.segment(document)
      progress.clear()
      var block = sentences.first?.block
      for (index, sentence) in sentences.enumerated() where !out.isAbandoned {
        if format == .lines, !noBlank, sentence.block != block || (index == 0 && !summary.isEmpty) { try out.write("\n") }
        block = sentence.block
        try out.write(line(sentence, index: index, file: file))
      }
      summary += document.summary(sentences: sentences.count)
    }
    try out.commit()
    if !quiet.quiet { StandardError.write(summary) }
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
}

extension Document {
  /// A line such as "de.txt (UTF-8): 14 paragraphs, 31 sentences".
  func summary(sentences: Int) -> String {
    let name = name == "-" ? "standard input" : name.onOneLine
    return "\(name) (\(encoding)): \(counted(blocks.count, "paragraph")), \(counted(sentences, "sentence"))\n"
  }
}
