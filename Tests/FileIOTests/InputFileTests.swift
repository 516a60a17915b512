import Corpus
import Foundation
import Glibc
import TestSupport
import Testing

@testable import FileIO

@Suite struct InputFileTests {
  @Test("A file is read whole, whatever its bytes")
  func whole() throws {
    let folder = try TemporaryFolder()
    var random = SplitMix64(seed: 1)
    for size in [0, 1, 1 << 18, (1 << 18) + 1, 1_000_000] {
      let bytes = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let path = "\(folder.path)/x"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(try InputFile.read(path) == bytes)
    }
    #expect(try InputFile.read(kimPutin + "/de.txt").starts(with: Array("Nordkoreas Machthaber".utf8)))
  }

  @Test("A pipe is read to its end, though its size is unknown and its writer slow")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let bytes = [UInt8](repeating: 7, count: 300_000)
    let writer = Thread {
      let descriptor = open(path, O_WRONLY)
      for start in stride(from: 0, to: bytes.count, by: 100_000) {
        usleep(2000)
        _ = bytes[start..<start + 100_000].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      }
      close(descriptor)
    }
    writer.start()
    #expect(try InputFile.read(path) == bytes)
  }

  @Test("What cannot be read is named with its cure, on one line")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("file")
    let missing = folder.path + "/missing.txt"
    #expect(message { _ = try InputFile.read(missing) } == "\(missing): no such file (check the path)")
    #expect(message { _ = try InputFile.read(file + "/x") } == "\(file)/x: no such file (check the path)")
    #expect(message { _ = try InputFile.read(folder.path) } == "\(folder.path): this is a folder (name a file in it)")
    #expect(message { _ = try InputFile.read("") } == "'': no such file (check the path)")
    #expect(message { _ = try InputFile.read("a\0b") } == "a b: no such file (check the path)")
    #expect(throws: Diagnostic(.unreadableInput, file: missing, "no such file", cure: "check the path")) { try InputFile.read(missing) }
  }

  @Test("A file without permission to read it is unreadable")
  func forbidden() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("secret", "x", mode: 0)
    chmod(folder.path, 0o755)
    try withoutRootsPowers {
      #expect(
        message { _ = try InputFile.read(file) } == "\(file): no permission to read it (change its permissions, e.g. with chmod u+r)")
    }
  }

  @Test("An error of the disk while reading is an input/output error")
  func failing() throws {
    // Reading a process's memory at address 0 fails with EIO.
    #expect(
      message { _ = try InputFile.read("/proc/self/mem") }
        == "/proc/self/mem: reading failed: input/output error (check the disk or the connection and try again)")
  }
}
