import Corpus
import ICUText

/// Why a sentence ends at a place, or goes on.
public struct Explanation: Hashable, Sendable {
  /// The index of the block, 0-based.
  public let block: Int
  /// UTF-8 byte offset into `Document.text`, behind the last character of what may be a sentence.
  public let offset: Int
  /// Whether a sentence ends there.
  public let isEnd: Bool
  /// The rule that decided, in words; for an SRX rule, its file and line.
  public let rule: String
  /// What the model looked at where the rules are unsure, with the weight of each: the sentence ends when their sum is over 0.
  public let features: [Feature]
  /// The text before the place: at most 24 characters of the block.
  public let before: String
  /// The text behind the place, white space included: at most 24 characters of the block.
  public let after: String

  /// A feature of the model that holds at the place.
  public struct Feature: Hashable, Sendable {
    /// The feature in words.
    public let name: String
    /// Its weight in the sum: positive where it speaks for an end.
    public let weight: Double
  }
}

extension SentenceSegmenter {
  /// All places of a document at which a sentence could have ended, in order, each with the rule that decided. The ends of blocks, which need no
  /// rule, are not among them.
  ///
  /// Throws as `segment`.
  public func explain(_ document: Document) throws -> [Explanation] {
    var evidence = DocumentEvidence()
    return try explain(DocumentPart(document: document, start: 0, firstBlock: 0), evidence: &evidence)
  }

  /// The same for a part of a document that holds whole blocks; offsets and blocks count in the whole document, whose parts before gave `evidence`.
  public func explain(_ part: DocumentPart, evidence: inout DocumentEvidence) throws -> [Explanation] {
    var result: [Explanation] = []
    for (index, block) in part.document.blocks.enumerated() {
      let text = UTF16Text(part.document[utf8: block.range])
      let start = part.start + block.range.lowerBound
      evidence.reach(start)
      for decision in try decisions(in: text, evidence: &evidence) {
        result.append(explanation(of: decision, in: text, block: part.firstBlock + index, start: start))
      }
    }
    return result
  }

  func explanation(of decision: Decision, in text: UTF16Text, block: Int, start: Int) -> Explanation {
    var (first, last) = (decision.offset, decision.offset)
    for _ in 0..<24 { (first, last) = (text.units.previousPlace(first), text.units.nextPlace(last)) }
    return Explanation(
      block: block, offset: start + text.utf8Offset(ofUTF16: decision.offset), isEnd: decision.isEnd, rule: name(of: decision),
      features: features(of: decision), before: text[first..<decision.offset], after: text[decision.offset..<last])
  }

  private func features(of decision: Decision) -> [Explanation.Feature] {
    decision.features.map(BoundaryModel.shipped.weigh)?.map { Explanation.Feature(name: $0.feature.rawValue, weight: $0.weight) } ?? []
  }

  private func name(of decision: Decision) -> String {
    switch rules {
    case .srx(let source) where decision.rule == .srx, .extended(by: let source) where decision.rule == .srx:
      "\(source.file):\(decision.line)"
    default: decision.rule.rawValue
    }
  }
}
