import ArgumentParser
import Corpus
import Documents

/// How text files are read.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The files' charset, such as UTF-8 or windows-1252; found out when not given.", valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      "What a paragraph is: a line, or a block of lines between empty lines; found out when not given.", valueName: "style"))
  var paragraphs: ParagraphStyle?

  /// A reader for files in a language.
  func reader(_ language: LanguageTag) -> TextReader { TextReader(language: language, encoding: encoding, paragraphs: paragraphs) }
}

extension ParagraphStyle: ExpressibleByArgument {}

extension LanguageTag: ExpressibleByArgument {
  /// Reads a tag from the command line.
  public init?(argument: String) { self.init(argument) }
}
