import Corpus
import Exchange
import TMX
import TranslationMemory

/// Stores the pairs of an alignment in a memory (`align --memory`).
struct BitextStoring {
  /// What the user calls the memory.
  var memory: String
  /// The same as for the exported file.
  var options: BitextExporter.Options

  /// Stores the pairs; those that were stored before, with the same source in the same context, are replaced.
  /// - Returns: a line that says so.
  func store(_ bitext: Bitext) throws -> String {
    let store = try MemoryLocation(memory).open(ifAbsent: .create)
    let source = options.sourceLanguage ?? bitext.english.language
    let header = TMXHeader(toolVersion: options.toolVersion, sourceLanguage: source, creationDate: options.creationDate)
    let name = "\(bitext.german.name) \(bitext.english.name)"
    var importOptions = MemoryImporter.Options()
    importOptions.duplicates = .replace
    let importer = try MemoryImporter(
      into: store, from: ImportedFile(name: name, fingerprint: header.attributes["creationdate"] ?? "", header: header),
      options: importOptions)
    for unit in bitext.translationUnits(sourceLanguage: source, minimumConfidence: options.minimumConfidence) {
      try importer.add(TMXUnit(unit, header: header))
    }
    return "\(store.name.onOneLine): \(try importer.finish().summary(of: name))\n"
  }
}
