import Foundation
import TestSupport
import Testing

/// How the program gets on with pipes, signals, terminals and disks.
@Suite struct SystemTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test("A reader that has seen enough ends the program quietly")
  func brokenPipe() throws {
    try place.put("big", String(repeating: try place.text("de.txt") + "\n", count: 100))
    let segment = try place.shell("{ \"$0\" segment big -q; echo $? >status; } | head -1")
    #expect(segment.output == "Nordkoreas Machthaber" + (try place.text("de.txt").prefix { $0 != "." }.dropFirst(21)) + ".\n")
    #expect(segment.errors.isEmpty)
    #expect(try place.text("status") == "0\n")
    let align = try place.shell("{ \"$0\" align de.txt en.txt -q; echo $? >status; } | true")
    #expect(align.errors.isEmpty)
    #expect(try place.text("status") == "0\n")
  }

  @Test(
    "An interrupt ends a long alignment with 130 and leaves nothing behind", arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func interrupt(signal: Int32, status: Int32) throws {
    try place.put("long", (0..<3000).map { "Das ist Satz \($0) von vielen in Berlin.\n" }.joined())
    try place.put("out.tmx", "old")
    let before = place.contents
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Workplace.program)
    process.arguments = ["align", "long", "long", "-o", "out.tmx"]
    process.currentDirectoryURL = place.folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    while process.isRunning, place.contents.count == before.count { usleep(10_000) }
    usleep(200_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    #expect(place.contents == before)
  }

  @Test("A full disk is an error of its own, and nothing partial is left", .enabled(if: canMount, "this needs the right to mount"))
  func fullDisk() throws {
    try place.put("big", String(repeating: try place.text("de.txt") + "\n", count: 20))
    let outcome = try place.shell(
      """
      exec unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=16k tmpfs disk && cd disk && echo old >x
      "$0" segment ../big -o x; echo $? >../status; ls -A; cat x' "$0"
      """)
    #expect(outcome.errors == "x: no space left on the disk (free some space or write elsewhere)\n")
    #expect(try place.text("status") == "74\n")
    #expect(outcome.output == "x\nold\n")
  }

  @Test("Pipes and devices can be inputs and outputs")
  func pipes() throws {
    let expected = try place.run("align", "-q", "de.txt", "en.txt", "--format", "tsv").output
    let outcome = try place.shell(
      """
      mkfifo a b; cat de.txt >a & cat b >c &
      "$0" align -q a en.txt --format tsv -o b; echo $?; wait; "$0" segment -q de.txt -o /dev/null
      """)
    #expect(outcome.output == "0\n")
    #expect(outcome.status == 0)
    #expect(try place.text("c") == expected)
  }

  @Test(
    "Standard output on a full disk is an error", arguments: ["align de.txt en.txt", "segment de.txt", "doctor", "evaluate alignment g g"])
  func fullStandardOutput(command: String) throws {
    try place.put("g", "[0]:[0]\n")
    let outcome = try place.shell("exec \"$0\" \(command) >/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.errors == "standard output: no space left on the disk (free some space or write elsewhere)\n")
  }

  @Test("Closed standard streams do not harm an output")
  func closedStreams() throws {
    let expected = try place.run("segment", "de.txt").output
    #expect(try place.shell("exec \"$0\" segment de.txt -o x <&- >&- 2>&-").status == 0)
    #expect(try place.text("x") == expected)
    let closed = try place.shell("exec \"$0\" segment de.txt >&-")
    #expect(closed.status == 74)
    #expect(closed.errors == "standard output: writing failed: bad file descriptor (check the disk or the connection and try again)\n")
    #expect(try place.shell("exec \"$0\" segment - <&-").status == 74)
  }

  @Test("On a terminal the progress is gone when the summary comes", .enabled(if: canMakeTerminal, "this needs script of util-linux"))
  func progress() throws {
    let outcome = try place.shell("TERM=xterm exec script -qec \"'$0' align de.txt en.txt -o x.tmx\" /dev/null")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("aligning 31 and 34 sentences …"))
    let rest = try #require(outcome.output.range(of: "\r\u{1B}[K", options: .backwards))
    #expect(outcome.output[rest.upperBound...].hasPrefix("de.txt (UTF-8): 14 paragraphs, 31 sentences\r\n"))
    let error = try place.shell("TERM=xterm exec script -qec \"'$0' align de.txt missing -o x.tmx\" /dev/null")
    #expect(error.status == 66)
    #expect(error.output.hasSuffix("\r\u{1B}[Kmissing: no such file (check the path)\r\n"))
    #expect(try place.shell("TERM=xterm exec script -qec \"'$0' align -q de.txt en.txt -o x.tmx\" /dev/null").output.isEmpty)
  }

  private static let canMount = (try? Workplace().shell("exec unshare -m sh -c 'mkdir d && mount -t tmpfs tmpfs d'"))?.status == 0
  private static let canMakeTerminal = (try? Workplace().shell("exec script -qec true /dev/null"))?.status == 0
}
