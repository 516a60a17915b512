import Corpus
import Segmentation

/// Segments parts of documents and formats what is found.
struct SegmentWorker {
  let segmenter: SentenceSegmenter
  let format: SegmentCommand.Format
  /// Whether an empty line stands between paragraphs.
  let hasBlankLines: Bool
  /// Whether the places are wanted at which sentences could end.
  let explains: Bool
  private var open = OpenBlock()
  private var evidence = DocumentEvidence()

  init(segmenter: SentenceSegmenter, format: SegmentCommand.Format, hasBlankLines: Bool, explains: Bool) {
    self.segmenter = segmenter
    self.format = format
    self.hasBlankLines = hasBlankLines && format == .lines && !explains
    self.explains = explains
  }

  /// What is to be written of a part. The pieces of a block, and the parts that add to the document's evidence, come in order to one worker.
  mutating func segment(_ job: SegmentJob) throws -> SegmentedPart {
    let part = job.part
    if part.start == 0, !part.continuesBlock { evidence = DocumentEvidence() }
    switch job.evidence {
    case .grows: break
    case .ends: job.gate.open(with: evidence)
    case .isWhole: evidence = job.gate.wait()
    }
    var result = SegmentedPart(continuesBlock: part.continuesBlock)
    if !part.isWhole, !part.continuesBlock { open = OpenBlock() }
    if explains {
      for explanation in part.isWhole
        ? try segmenter.explain(part, evidence: &evidence) : try segmenter.explain(part, in: &open, evidence: &evidence)
      {
        result.bytes.append(contentsOf: line(explanation, file: part.document.name).utf8)
        result.count += 1
      }
      return result
    }
    guard part.isWhole else {
      for sentence in try segmenter.segment(part, in: &open, evidence: &evidence) {
        add(sentence.text.utf8[...], at: sentence.range, block: sentence.block, of: part, to: &result)
      }
      return result
    }
    let text = part.document.text.utf8
    result.bytes.reserveCapacity(text.count + text.count / 8)
    var lastBlock = 0
    var evidence = evidence
    // Taken out, so that it is not copied.
    self.evidence = DocumentEvidence()
    defer { self.evidence = evidence }
    try segmenter.forEachSentence(in: part, evidence: &evidence) { range, block in
      if hasBlankLines, block != lastBlock { result.bytes.append(0x0A) }
      lastBlock = block
      let start = text.index(text.startIndex, offsetBy: range.lowerBound)
      let sentence = text[start..<text.index(start, offsetBy: range.count)]
      add(
        sentence, at: part.start + range.lowerBound..<part.start + range.upperBound, block: part.firstBlock + block, of: part, to: &result)
    }
    return result
  }

  private func add(_ text: Substring.UTF8View, at range: Range<Int>, block: Int, of part: DocumentPart, to result: inout SegmentedPart) {
    result.count += 1
    switch format {
    case .lines:
      result.bytes.append(line: text)
      result.bytes.append(0x0A)
    case .jsonl:
      result.bytes.append(contentsOf: "{\"file\":\(JSONText.quoted(part.document.name)),\"paragraph\":\(block),\"sentence\":".utf8)
      result.numberPlaces.append(result.bytes.count)
      let text = JSONText.quoted(String(Substring(text)))
      result.bytes.append(contentsOf: ",\"start\":\(range.lowerBound),\"end\":\(range.upperBound),\"text\":\(text)}\n".utf8)
    case .tsv:
      result.bytes.append(contentsOf: "\(part.document.name.tabSeparatedField)\t\(block)\t".utf8)
      result.numberPlaces.append(result.bytes.count)
      let text = String(Substring(text)).tabSeparatedField
      result.bytes.append(contentsOf: "\t\(range.lowerBound)\t\(range.upperBound)\t\(text)\n".utf8)
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
      let features = explanation.features.map { "\(JSONText.quoted($0.name)):\($0.weight)" }.joined(separator: ",")
      return """
        {"file":\(JSONText.quoted(file)),"paragraph":\(explanation.block),"offset":\(explanation.offset),"break":\(explanation.isEnd),\
        "rule":\(JSONText.quoted(explanation.rule)),"before":\(JSONText.quoted(explanation.before)),"after":\(JSONText.quoted(explanation.after)),\
        "features":{\(features)}}

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

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Double {
  /// A weight such as "+1.25" or "-0.50".
  fileprivate var text: String {
    let hundredths = Int((magnitude * 100).rounded())
    let decimals = String(hundredths % 100)
    return "\(self < 0 ? "-" : "+")\(hundredths / 100).\(decimals.count < 2 ? "0" : "")\(decimals)"
  }
}
