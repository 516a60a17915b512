import Corpus
import Dispatch
import Segmentation
import Synchronization

/// A part of a document that a worker is to segment.
struct SegmentJob: Sendable {
  /// What a part has to do with the evidence of its document.
  enum EvidenceRole { case grows, ends, isWhole }

  let part: DocumentPart
  /// `grows`: blocks of it may add to the evidence; such parts go to the first worker. `ends`: the first part behind these, for the first worker too.
  let evidence: EvidenceRole
  /// Where the first worker leaves the evidence for the others.
  let gate: EvidenceGate
}

/// Where workers wait for what a document's beginning has shown.
final class EvidenceGate: Sendable {
  private let evidence = Mutex<DocumentEvidence?>(nil)
  private let isOpen = DispatchSemaphore(value: 0)

  func open(with evidence: DocumentEvidence) {
    self.evidence.withLock { $0 = evidence }
    isOpen.signal()
  }

  /// The evidence, once it is there.
  func wait() -> DocumentEvidence {
    isOpen.wait()
    // The next one passes too.
    isOpen.signal()
    return evidence.withLock { $0 } ?? DocumentEvidence()
  }
}
