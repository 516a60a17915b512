import Foundation
import TestSupport
import Testing

/// `segment` on input that is long, comes slowly or turns out to be bad.
@Suite struct StreamTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  /// Some megabytes in which paragraphs differ.
  private func longText() throws -> String {
    let text = try place.text("de.txt")
    return (0..<300).map { "Absatz \($0). Er kommt am \($0). Mai.\n\(text)\n" }.joined()
  }

  @Test("Any number of cores gives the same output, from a file and from a pipe", arguments: ["lines", "jsonl", "tsv"])
  func jobs(format: String) throws {
    try place.put("long", try longText())
    let one = try place.run("segment", "-q", "--jobs", "1", "--format", format, "long", "de.txt")
    #expect(one.status == 0)
    #expect(one.output.split(separator: "\n").count == 33 * 300 + 31)
    #expect(try place.run("segment", "-q", "--jobs", "5", "--format", format, "long", "de.txt").output == one.output)
    #expect(try place.run("segment", "-q", "--format", format, "long", "de.txt").output == one.output)
    let piped = try place.shell("cat long | \"$0\" segment -q --format \(format) - de.txt").output
    #expect(piped.replacingOccurrences(of: "\"file\":\"-\"", with: "\"file\":\"long\"").replacing(/(?m)^-\t/, with: "long\t") == one.output)
  }

  @Test("Sentences and places count through a long text, whose offsets cut them out of it")
  func offsets() throws {
    let text = try longText()
    try place.put("long", text)
    let bytes = Array(text.utf8)
    let lines = try place.run("segment", "-q", "--format", "tsv", "long").output.split(separator: "\n")
    for (index, line) in lines.enumerated() {
      let fields = line.split(separator: "\t", maxSplits: 5)
      #expect(fields[2] == "\(index)")
      let (start, end) = (try #require(Int(fields[3])), try #require(Int(fields[4])))
      #expect(String(decoding: bytes[start..<end], as: UTF8.self) == fields[5])
    }
    let places = try place.run("segment", "-q", "--explain", "--format", "tsv", "long").output.split(separator: "\n")
    var end = 0
    for line in places {
      let offset = try #require(Int(line.split(separator: "\t", omittingEmptySubsequences: false)[2]))
      try #require(offset > end && offset < bytes.count)
      end = offset
    }
  }

  @Test("A paragraph of megabytes has the sentences that it has in lines", arguments: ["line", "block"])
  func longParagraph(style: String) throws {
    let text = try longText()
    try place.put("lines", text)
    try place.put("one", text.replacingOccurrences(of: "\n", with: style == "line" ? " " : "\r\n"))
    let lines = try place.run("segment", "-q", "--no-blank", "lines").output
    #expect(try place.run("segment", "-q", "--no-blank", "--paragraphs", style, "one").output == lines)
  }

  @Test("What is whole is there when a pipe pauses, before the input's end")
  func pause() throws {
    let outcome = try place.shell(
      """
      mkfifo pipe; "$0" segment -q - <pipe >out & exec 3>pipe
      printf 'Eins. Zwei.\\nDrei' >&3
      i=0; while [ ! -s out ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done; cat out; echo --
      printf '.\\nVier.\\n' >&3
      i=0; while ! grep -q Vier out && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
      exec 3>&-; wait; cat out
      """)
    #expect(outcome.output == "Eins.\nZwei.\n--\nEins.\nZwei.\n\nDrei.\n\nVier.\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("Bytes that contradict the charset late in a long input are an error, and no output is left")
  func contradiction() throws {
    let text = try longText()
    var data = Data(text.utf8)
    let offset = data.count
    data.append(contentsOf: [0x41, 0xFC, 0x0A])
    try place.put("bad", data)
    try place.put("old", "old")
    let before = place.contents
    let outcome = try place.run("segment", "bad", "-o", "old")
    #expect(outcome.status == 65)
    #expect(outcome.errors == "bad: byte \(offset + 1): invalid UTF-8 (repair the file, or name its charset with --encoding)\n")
    #expect(place.contents == before)
  }

  @Test("An interrupt while the input is open ends with 130 and leaves nothing behind")
  func interrupt() throws {
    let before = place.contents
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Workplace.program)
    process.arguments = ["segment", "-q", "-", "-o", "out"]
    process.currentDirectoryURL = place.folder
    let input = Pipe()
    process.standardInput = input
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("Eins.\nZwei.\n".utf8))
    while process.isRunning, place.contents.count == before.count { usleep(10_000) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(place.contents == before)
  }

  @Test("A million empty lines, and white space without end, hold no sentence")
  func emptyLines() throws {
    let outcome = try place.shell(
      """
      { head -c 1000000 /dev/zero | tr '\\0' '\\n'; head -c 3000000 /dev/zero | tr '\\0' ' '; printf 'Ende. Und aus'; } |
        "$0" segment --format tsv -
      """)
    #expect(outcome.output == "-\t0\t0\t4000000\t4000005\tEnde.\n-\t0\t1\t4000006\t4000013\tUnd aus\n")
    #expect(outcome.errors == "standard input (UTF-8): 1 paragraph, 2 sentences\n")
  }

  @Test("--jobs is a number of cores")
  func wrongJobs() throws { #expect(try place.run("segment", "--jobs", "0", "de.txt").status == 64) }
}
