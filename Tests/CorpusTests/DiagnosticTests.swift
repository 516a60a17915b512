import Corpus
import Testing

@Suite struct DiagnosticTests {
  @Test("The line names file, place, fault and cure, as far as they are known")
  func line() {
    let kind = Diagnostic.Kind.malformedInput
    for (diagnostic, expected) in [
      (Diagnostic(kind, file: "gold.txt", at: .line(7), "not a bead", cure: "write [0]:[0]"), "gold.txt:7: not a bead (write [0]:[0])"),
      (Diagnostic(kind, file: "de.txt", at: .byte(0), "invalid UTF-8"), "de.txt: byte 0: invalid UTF-8"),
      (Diagnostic(kind, file: "-", "the file holds no text"), "standard input: the file holds no text"),
      (Diagnostic(kind, file: "-", at: .line(2), "bad"), "standard input:2: bad"),
      (Diagnostic(.usage, "unknown encoding 'x'", cure: "use UTF-8"), "unknown encoding 'x' (use UTF-8)"),
      (Diagnostic(kind, at: .line(3), "bad"), "line 3: bad"),
      (Diagnostic(kind, at: .byte(3), "bad"), "byte 3: bad"),
    ] {
      #expect(diagnostic.description == expected)
    }
  }

  @Test("Whatever a name holds, it stays one line")
  func oneLine() {
    let diagnostic = Diagnostic(.unreadableInput, file: "a\nb\u{1B}[31m\u{2028}\u{85}\t.txt", "no such file")
    #expect(diagnostic.description == "a b [31m   .txt: no such file")
  }
}
