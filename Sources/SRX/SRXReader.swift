import CLibXML2
import Corpus
import FileIO
import Segmentation

/// Reads SRX files, versions 1.0 and 2.0 (https://www.gala-global.org/srx-20-april-7-2008), through libxml2.
///
/// Nothing is loaded that the file refers to, and entities are refused. Elements of other namespaces, such as Okapi's options, are skipped.
/// SRX 1.0 has no `cascade`: the first language map that matches counts.
///
///     let rules = try SRXReader.read("rules.srx")
///     let segmenter = try SentenceSegmenter(language: .german, rules: .srx(rules))
public enum SRXReader {
  /// The most bytes that a file may have.
  public static let sizeLimit = 32 << 20

  /// Reads a file; `-` is standard input.
  ///
  /// Throws a `Diagnostic`: `.unreadableInput` and `.inputOutput` as `InputFile.read`, `.malformedInput` with the line when the file is not well-formed
  /// or not SRX. Whether the rules' patterns are regular expressions is found out when a segmenter is made of them.
  public static func read(_ path: String) throws -> SRXRules { try read(try InputFile.read(path), name: path) }

  /// Reads a file's bytes that are at hand already; `name` stands for the file in messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> SRXRules {
    guard bytes.count <= sizeLimit else {
      throw Diagnostic(.malformedInput, file: name, "larger than \(sizeLimit >> 20) MiB", cure: "check that it is an SRX file")
    }
    var events = try XMLEvents(bytes, file: name)
    var builder = SRXBuilder(file: name)
    while let event = try events.next() { try builder.take(event) }
    return try builder.finish()
  }
}
