import ArgumentParser
import Corpus
import Exchange
import FileIO
import TMX

/// `satzpaar convert`: units from any format to any other.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert translation memories between TMX, XLIFF, PO, TSV, CSV, JSONL and bead files.",
    discussion: """
      EXAMPLE
        satzpaar convert de.po menu.xlf -o memory.tmx

      Units of all inputs go to one output, in order, those that the filters let through. TMX and jsonl hold all of a unit; what another format cannot \
      hold is counted on standard error, as are entries that are left out. xliff is XLIFF 1.2, xliff2 XLIFF 2.1. Formats that hold two languages take \
      those of --languages, else the source language and the first other one.
      """)

  @Argument(help: ArgumentHelp("Files of units; - is standard input.", valueName: "file")) var files: [String]
  @Option(name: [.short, .long], help: ArgumentHelp("Where the result goes; standard output when not given.", valueName: "file"))
  var output: String?
  @OptionGroup var pair: UnitLanguagesOption
  @OptionGroup(title: "READING") var input: UnitInputOptions
  @OptionGroup(title: "WRITING") var writing: UnitOutputOptions
  @OptionGroup(title: "FILTERS") var filters: UnitFilterOptions
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (files + input.files).count(where: { $0 == "-" }) < 2 else { throw ValidationError("Standard input can be read only once.") }
  }

  func run() throws {
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    let inputs = files + input.files
    let out = try OutputFile(output, inputs: inputs)
    let sentences = try writing.sentenceFiles(inputs: inputs)
    let format = writing.format(of: output)
    let conversion = UnitConversion(
      filter: filters.filter, version: writing.tmxVersion,
      makeWriter: { header in
        let options = writing.options(pair.languages, sentences: sentences)
        return try UnitFileWriter(format: format, header: header, options: options, sink: { try out.write($0) })
      })
    let options = try input.options(pair.languages)
    var notices = UnitNotices(progress: progress, isQuiet: quiet.quiet)
    var summaries = ""
    for path in files where !out.isAbandoned {
      let file = UnitFile(path: path, options: options)
      do {
        let summary = try file.read("converting", progress: progress) { event in
          switch event {
          case .header(let header): try conversion.begin(header)
          case .unit(let unit, _): try conversion.add(unit)
          case .notice(let notice): notices.show(notice, file: path)
          }
          if out.isAbandoned { throw Abandoned() }
        }
        summaries += file.summary(summary) + "\n"
      } catch is Abandoned {}
    }
    let tally = try conversion.finish()
    try out.commit()
    if let sentences {
      try sentences.0.commit()
      try sentences.1.commit()
    }
    progress.clear()
    StandardError.write(notices.rest)
    guard !quiet.quiet else { return }
    StandardError.write(summaries + summary(tally, filteredOut: conversion.filteredOut, format: format, name: out.name))
  }

  /// The reader of the pipe has gone.
  private struct Abandoned: Error {}

  private func summary(_ tally: UnitTally, filteredOut: Int, format: UnitFormat, name: String) -> String {
    var text = "\(name.onOneLine): \(counted(tally.units, "unit")) (\(format.rawValue))"
    if filteredOut > 0 { text += ", \(filteredOut) filtered out" }
    return text + UnitFile.list(tally.leftOut) + "\n" + tally.losses(format: format)
  }
}

/// `--languages` of formats that hold a pair.
struct UnitLanguagesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The languages of the translations and of their source, where a format does not name them or holds just two; German and English, or what the units have.",
      valueName: "pair"))
  var languages: LanguagePair?
}

/// Units from several files on their way into one.
private final class UnitConversion {
  private let filter: TMXFilter
  private let version: TMXVersion?
  private let makeWriter: (TMXHeader) throws -> UnitFileWriter
  private var header: TMXHeader?
  private var current = TMXHeader(attributes: [:])
  private var writer: UnitFileWriter?
  /// How many units the filter has kept back.
  private(set) var filteredOut = 0

  init(filter: TMXFilter, version: TMXVersion?, makeWriter: @escaping (TMXHeader) throws -> UnitFileWriter) {
    (self.filter, self.version, self.makeWriter) = (filter, version, makeWriter)
  }

  /// Takes the header of a file; that of the first is the output's.
  func begin(_ header: TMXHeader) throws {
    current = header
    guard self.header == nil else { return }
    var first = header
    if let version { first.version = version }
    self.header = first
    writer = try makeWriter(first)
  }

  /// Writes a unit, if the filter wants it. One from a file of another source language says so itself.
  func add(_ unit: TMXUnit) throws {
    guard var wanted = filter(unit, header: current) else {
      filteredOut += 1
      return
    }
    let source = current.attributes["srclang"] ?? TMXHeader.allLanguages
    if wanted.attributes["srclang"] == nil, source.lowercased() != header?.attributes["srclang"]?.lowercased() {
      wanted.attributes["srclang"] = source
    }
    try writer?.write(wanted)
  }

  /// Ends the output.
  func finish() throws -> UnitTally {
    if writer == nil { try begin(TMXHeader(toolVersion: satzpaarVersion, sourceLanguage: nil)) }
    return try writer?.finish() ?? UnitTally()
  }
}
