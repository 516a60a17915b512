import Corpus
import Foundation
import Glibc
import Testing

@testable import FileIO

@Suite struct OutputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func text(_ path: String) throws -> String { String(decoding: try InputFile.read(path), as: UTF8.self) }

  @Test("Nothing is in its place before the commit, all of it after")
  func commit() throws {
    let path = "\(folder.path)/out.tmx"
    let output = try OutputFile(path)
    let long = String(repeating: "Grüße ", count: 50_000)
    try output.write(long)
    try output.write([0x21, 0x0A])
    #expect(folder.names.count == 1 && folder.names != ["out.tmx"])
    try output.commit()
    try output.commit()
    #expect(folder.names == ["out.tmx"])
    #expect(try text(path) == long + "!\n")
  }

  @Test("Without a commit nothing is left, and an older file stays as it was")
  func abandoned() throws {
    let path = try folder.file("out", "old")
    do {
      let output = try OutputFile(path)
      try output.write(String(repeating: "new", count: 100_000))
      #expect(folder.names.count == 2)
    }
    #expect(folder.names == ["out"])
    #expect(try text(path) == "old")
  }

  @Test("A file that is replaced keeps its permissions; a new one gets those of the umask")
  func keepsPermissions() throws {
    let old = try folder.file("old", "x", mode: 0o640)
    for path in [old, "\(folder.path)/new"] {
      let output = try OutputFile(path)
      try output.commit()
    }
    let mask = umask(0)
    umask(mask)
    #expect(permissions(old) == 0o640)
    #expect(permissions("\(folder.path)/new") == 0o666 & ~mask)
    #expect(try text(old).isEmpty)
  }

  @Test("A symbolic link stays a link, and its target is written, also when it is not there yet", arguments: ["there", "not-there"])
  func followsLinks(target: String) throws {
    _ = try folder.file("there", "old")
    let link = "\(folder.path)/link"
    #expect(symlink("second", link) == 0 && symlink("\(folder.path)/\(target)", "\(folder.path)/second") == 0)
    let output = try OutputFile(link)
    try output.write("new")
    try output.commit()
    #expect(try text("\(folder.path)/\(target)") == "new")
    #expect(folder.names == Set(["link", "second", "there", target]).sorted())
    var status = stat()
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test("A device is written straight")
  func device() throws {
    let output = try OutputFile("/dev/null")
    try output.write(String(repeating: "x", count: 200_000))
    try output.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("A named pipe is written straight, and the end of its reader is no error")
  func pipe() throws {
    signal(SIGPIPE, SIG_IGN)
    let path = "\(folder.path)/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    let output = try OutputFile(path)
    try output.write("line\n")
    try output.flush()
    var bytes = [UInt8](repeating: 0, count: 100)
    #expect(read(reader, &bytes, 100) == 5)
    #expect(!output.isAbandoned)
    close(reader)
    try output.write(String(repeating: "x", count: 200_000))
    #expect(output.isAbandoned)
    try output.write("more")
    try output.commit()
    #expect(folder.names == ["pipe"])
  }

  @Test("What cannot be created is named with its cure, on one line")
  func cannotCreate() throws {
    let file = try folder.file("file")
    let missing = "\(folder.path)/missing/out"
    #expect(symlink("circle", "\(folder.path)/circle") == 0)
    let here = folder.path
    for (path, expected) in [
      (here, "\(here): this is a folder (name a file in it)"),
      ("\(here)/new/", "\(here)/new/: this is a folder (name a file in it)"),
      (missing, "\(missing): its folder does not exist (create the folder or write elsewhere)"),
      ("\(file)/x", "\(file)/x: its folder does not exist (create the folder or write elsewhere)"),
      ("\(here)/circle", "\(here)/circle: too many levels of symbolic links (write elsewhere)"),
      ("", "'': its folder does not exist (create the folder or write elsewhere)"),
    ] {
      #expect(message { _ = try OutputFile(path) } == expected)
    }
    #expect(throws: Diagnostic(.cannotCreateOutput, file: here, "this is a folder", cure: "name a file in it")) { try OutputFile(here) }
    #expect(folder.names == ["circle", "file"])
  }

  @Test("A folder or a file without permission to write is refused, and nothing is left")
  func forbidden() throws {
    let locked = try folder.file("locked", "old", mode: 0o444)
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    try withoutRootsPowers {
      for path in [locked, "\(folder.path)/new"] {
        #expect(
          message { _ = try OutputFile(path) }
            == "\(path): no permission to write here (change the permissions or write elsewhere)")
      }
    }
    #expect(folder.names == ["locked"])
    #expect(try text(locked) == "old")
  }

  @Test("A device without space reports it and stays failed")
  func fullDevice() throws {
    let output = try OutputFile("/dev/full")
    try output.write("x")
    let full = "/dev/full: no space left on the disk (free some space or write elsewhere)"
    #expect(message { try output.commit() } == full)
    #expect(message { try output.write(String(repeating: "x", count: 100_000)) } == full)
    #expect(message { try output.commit() } == full)
  }

  @Test(
    "A full disk leaves nothing partial, and the older file as it was",
    .enabled(if: geteuid() == 0 && FullDisk.canMount, "needs the right to mount a tmpfs"))
  func fullDisk() throws {
    let disk = try FullDisk(in: folder.path + "/disk")
    let path = "\(folder.path)/disk/out"
    do {
      let first = try OutputFile(path)
      try first.write("old")
      try first.commit()
    }
    let output = try OutputFile(path)
    let thrown = #expect(throws: Diagnostic.self) {
      for _ in 0..<20 { try output.write([UInt8](repeating: 0x78, count: 10_000)) }
      try output.commit()
    }
    #expect(thrown?.kind == .inputOutput)
    #expect(thrown?.description == "\(path): no space left on the disk (free some space or write elsewhere)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/disk") == ["out"])
    #expect(try text(path) == "old")
    withExtendedLifetime(output) {}
    disk.unmount()
  }

  @Test("On a signal unfinished outputs go and the program ends with 128 + its number", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(number: Int32) async throws {
    let path = try folder.file("out", "old")
    let expected: ExitTest.Condition = .exitCode(128 + number)
    await #expect(processExitsWith: expected) { [path = path as String, number = number as Int32] in
      Interruption.removeUnfinishedOutputs()
      let output = try OutputFile(path)
      try output.write(String(repeating: "x", count: 100_000))
      // The tests' launcher may hand the child a mask.
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_UNBLOCK, &all, nil)
      raise(number)
      withExtendedLifetime(output) {}
    }
    #expect(folder.names == ["out"])
    #expect(try text(path) == "old")
  }

  @Test("Places in the table of temporary files are used again")
  func manyOutputs() throws {
    for i in 0..<600 {
      let output = try OutputFile("\(folder.path)/\(i)")
      if i < 300 { try output.commit() }
    }
    #expect(folder.names == (0..<300).map(String.init).sorted())
  }

  @Test("Too many open outputs are an error, not a crash, and all go on the error's way")
  func tooManyOutputs() async {
    let here = folder.path
    await #expect(processExitsWith: .success) { [here = here as String] in
      var outputs: [OutputFile] = []
      let thrown = #expect(throws: Diagnostic.self) {
        for i in 0...256 { outputs.append(try OutputFile("\(here)/\(i)")) }
      }
      #expect(thrown?.kind == .cannotCreateOutput && outputs.count == 256)
    }
    #expect(folder.names.isEmpty)
  }

  @Test("No path, `-` and /dev/stdout are standard output, which stays open after the commit", arguments: [nil, "-", "/dev/stdout"])
  func standardOutput(path: String?) async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) { [path = path as String?] in
      for word in ["<eins>", "<zwei>"] {
        let output = try OutputFile(path)
        try output.write(word)
        try output.commit()
      }
    }
    let printed = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
    #expect(printed.contains("<eins><zwei>"))
  }
}
