import CEmbeddedData
import Corpus
import ICUText

/// Finds the sentences of a document.
///
/// In German and English every place where a sentence may end (final marks with their closing quotation marks and brackets, line breaks,
/// emoticons) is decided by a cascade of named rules over its context; the evidence is in `Data/abbreviations.de.txt` and `.en.txt`. Where the
/// rules are unsure `BoundaryModel` decides, by the context and by what the document has shown so far (`DocumentEvidence`). These
/// places include all that ICU proposes (Unicode Standard Annex #29) in Latin text; where a block has symbols of other scripts, ICU is asked
/// for the ends at their final marks. ICU decides alone for other languages. Rules of an SRX file can replace or extend all that
/// (`SegmentationRules`). Time is linear in the text, memory in the longest block.
/// Not thread-safe: one a task, reused from document to document.
public final class SentenceSegmenter {
  private let iterator: BreakIterator
  private let isGerman: Bool
  private let srx: SRXEngine?
  let rules: SegmentationRules
  /// `nil` for a language without rules.
  private let lexicon: Lexicon?

  /// Opens the rules of a language: `de` and `en` in any region have their own, the others ICU's for that locale.
  ///
  /// Throws a `Diagnostic` of kind `unavailable` when ICU has no rules at all, `malformedInput` when SRX rules that replace the built-in ones
  /// have none for the language, or, with the line, when a pattern among them is malformed.
  public init(language: LanguageTag, rules: SegmentationRules = .builtIn) throws {
    self.rules = rules
    srx = try rules.engine(for: language)
    isGerman = language.language == "de"
    lexicon =
      switch language.language {
      case "de": Lexicon.german
      case "en": Lexicon.english
      default: nil
      }
    do { iterator = try BreakIterator(.sentence, locale: language.description) } catch {
      throw Diagnostic(.unavailable, "no sentence rules for '\(language)': \(error)", cure: "install ICU's data")
    }
  }

  /// The sentences of a document, block by block in order; no sentence crosses a block. `Sentence.range` is in UTF-8 bytes of `document.text`.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` for a block of over 2³¹−1 UTF-16 units.
  public func segment(_ document: Document) throws -> [Sentence] {
    var result: [Sentence] = []
    var evidence = DocumentEvidence()
    try forEachSentence(in: DocumentPart(document: document, start: 0, firstBlock: 0), evidence: &evidence) { range, block in
      result.append(Sentence(text: String(document[utf8: range]), range: range, block: block))
    }
    return result
  }

  /// Calls `body` with each sentence of a part of a document that holds whole blocks: its range in the part's UTF-8 bytes and the index of its block
  /// in the part. The parts before gave `evidence`, which this one adds to. Throws as `segment`.
  public func forEachSentence(
    in part: DocumentPart, evidence: inout DocumentEvidence, _ body: (_ range: Range<Int>, _ block: Int) throws -> Void
  ) throws {
    for (index, block) in part.document.blocks.enumerated() {
      let text = UTF16Text(part.document[utf8: block.range])
      evidence.reach(part.start + block.range.lowerBound)
      for sentence in try sentences(in: text, evidence: &evidence) {
        let bytes = text.utf8Offset(ofUTF16: sentence.lowerBound)..<text.utf8Offset(ofUTF16: sentence.upperBound)
        try body(block.range.lowerBound + bytes.lowerBound..<block.range.lowerBound + bytes.upperBound, index)
      }
    }
  }

  /// The sentences of one block: UTF-16 offsets in order, half-open, without white space at their ends; together they hold all that is not
  /// white space. The block may have line breaks: an empty line and a list item's line end a sentence, other line breaks do not.
  ///
  /// Throws a `Diagnostic` of kind `malformedInput` for a text of over 2³¹−1 UTF-16 units.
  public func sentences(in text: UTF16Text) throws -> [Range<Int>] {
    var evidence = DocumentEvidence()
    return try sentences(in: text, evidence: &evidence)
  }

  /// The same for a block of a document whose earlier blocks gave `evidence`, which this one adds to.
  public func sentences(in text: UTF16Text, evidence: inout DocumentEvidence) throws -> [Range<Int>] {
    var progress = BlockProgress()
    let decisions = try decisions(in: text, &progress, evidence: &evidence, isLast: true)
    return progress.sentences(in: BlockText(units: text.units), endingAt: decisions, isLast: true)
  }

  /// The decisions in one block in order of their offsets; the end of the block is not among them.
  func decisions(in text: UTF16Text, evidence: inout DocumentEvidence) throws -> [Decision] {
    var progress = BlockProgress()
    return try decisions(in: text, &progress, evidence: &evidence, isLast: true)
  }

  /// The decisions in a window of a block as far as its text allows them, but for those of the windows before.
  func decisions(
    in text: UTF16Text, _ progress: inout BlockProgress, evidence: inout DocumentEvidence, isLast: Bool
  ) throws -> [Decision] {
    let block = BlockText(units: text.units)
    let decided = progress.decided
    progress.decided = isLast ? block.count : max(decided, block.count - BlockProgress.lookAhead)
    guard let srx else { return try builtInDecisions(in: text, &progress, evidence: &evidence, after: decided) }
    guard case .extended = rules else {
      return block.onePerGap(try srx.decisions(in: text.units)).filter { $0.offset > decided && $0.offset <= progress.decided }
    }
    let builtIn = try builtInDecisions(in: text, &progress, evidence: &evidence, after: decided)
    let gaps = block.gaps(at: builtIn.filter(\.isEnd))
    let others = block.onePerGap(try srx.decisions(in: text.units, andIn: gaps))
    return builtIn.overruled(by: others.filter { $0.offset > decided && $0.offset <= progress.decided })
  }

  private func builtInDecisions(
    in text: UTF16Text, _ progress: inout BlockProgress, evidence: inout DocumentEvidence, after decided: Int
  ) throws -> [Decision] {
    let block = BlockText(units: text.units)
    var (decisions, seesForeign): ([Decision], Bool) = ([], true)
    if let lexicon {
      (decisions, seesForeign) = progress.scan(block, evidence: &evidence) {
        BlockScanner($0, lexicon: lexicon, isGerman: isGerman, evidence: $1)
      }
    }
    guard seesForeign else { return decisions }
    let boundaries = try boundaries(in: text, of: block, from: progress.start).filter { $0 > decided && $0 <= progress.decided }
    let foreign = lexicon == nil ? boundaries : boundaries.filter { block.isForeignMark(before: $0) }
    return (decisions + foreign.map { Decision(offset: $0, isEnd: true, rule: .foreignMark) }).sorted { $0.offset < $1.offset }
  }

  /// ICU's boundaries, without those that are only a line break within a sentence.
  private func boundaries(in text: UTF16Text, of block: BlockText, from start: Int) throws -> [Int] {
    var result: [Int] = []
    do {
      try iterator.forEachPiece(in: text, from: start) { piece, _ in
        let end = block.skipBlanks(before: piece.upperBound, downTo: piece.lowerBound)
        let last = block.kind(end - 1)
        let isHardWrap =
          (last.isWordPart || last == .comma || last == .dash) && block.lineBreaks(in: end..<block.skipBlanks(from: end)) == 1
        if end > piece.lowerBound, !isHardWrap { result.append(end) }
      }
    } catch {
      throw Diagnostic(.malformedInput, "a block cannot be segmented: \(error)", cure: "split it by line breaks")
    }
    return result
  }
}

extension Lexicon {
  static let german = Lexicon(String(cString: embedded_abbreviations_de()))
  static let english = Lexicon(String(cString: embedded_abbreviations_en()))
}

extension BlockText {
  /// Whether the character at which ICU ended a sentence is a final mark that the rules do not know.
  fileprivate func isForeignMark(before offset: Int) -> Bool {
    var last = offset - 1
    while last > offset - 8, [.quote, .closeBracket, .ignorable].contains(kind(last)) { last -= 1 }
    return last >= 0 && kind(last) == .symbol && isForeign(last)
  }
}
