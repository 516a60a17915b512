import ArgumentParser
import SRX
import Segmentation

/// `--srx` and `--srx-add`: rules of the user.
struct SRXOptions: ParsableArguments {
  @Option(help: ArgumentHelp("An SRX file whose rules replace the built-in ones.", valueName: "file"))
  var srx: String?
  @Option(help: ArgumentHelp("An SRX file whose rules go before the built-in ones.", valueName: "file"))
  var srxAdd: String?

  func validate() throws {
    guard srx == nil || srxAdd == nil else {
      throw ValidationError("--srx replaces the rules that --srx-add would extend; give one of them.")
    }
  }

  /// The file that was named, if any: an input that no output may replace.
  var file: [String] { [srx, srxAdd].compactMap(\.self) }

  /// Reads the file.
  func rules() throws -> SegmentationRules {
    if let srx { return .srx(try SRXReader.read(srx)) }
    if let srxAdd { return .extended(by: try SRXReader.read(srxAdd)) }
    return .builtIn
  }
}
