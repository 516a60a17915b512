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

  init(segmenter: SentenceSegmenter, format: SegmentCommand.Format, hasBlankLines: Bool, explains: Bool) {
    self.segmenter = segmenter
    self.format = format
    self.hasBlankLines = hasBlankLines && format == .lines && !explains
    self.explains = explains
  }

  /// What is to be written of a part. The pieces of a block come in order.
  mutating func segment(_ part: DocumentPart) throws -> SegmentedPart {
    var result = SegmentedPart(continuesBlock: part.continuesBlock)
    if !part.isWhole, !part.continuesBlock { open = OpenBlock() }
    if explains {
      for explanation in part.isWhole ? try segmenter.explain(part) : try segmenter.explain(part, in: &open) {
        result.bytes.append(contentsOf: line(explanation, file: part.document.name).utf8)
        result.count += 1
      }
      return result
    }
    guard part.isWhole else {
      for sentence in try segmenter.segment(part, in: &open) {
        add(sentence.text.utf8[...], at: sentence.range, block: sentence.block, of: part, to: &result)
      }
      return result
    }
    let text = part.document.text.utf8
    result.bytes.reserveCapacity(text.count + text.count / 8)
    var lastBlock = 0
    try segmenter.forEachSentence(in: part.document) { range, block in
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
    case .jsonl:
      return """
        {"file":\(JSONText.quoted(file)),"paragraph":\(explanation.block),"offset":\(explanation.offset),"break":\(explanation.isEnd),\
        "rule":\(JSONText.quoted(explanation.rule)),"before":\(JSONText.quoted(explanation.before)),"after":\(JSONText.quoted(explanation.after))}

        """
    case .tsv:
      let fields = [
        file, "\(explanation.block)", "\(explanation.offset)", "\(explanation.isEnd)", explanation.rule, explanation.before,
        explanation.after,
      ]
      return fields.map { $0.onOneLine }.joined(separator: "\t") + "\n"
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
