import Corpus
import SRX
import Testing

@Suite struct SRXReaderTests {
  @Test("x") func x() {}
}
