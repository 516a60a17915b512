import Foundation
import TMX
import TestSupport

/// The files in the repository: of LISA's compliance kit (public domain), of hypomnema (MIT), and some of our own.
let ownFiles = files(in: repositoryRoot + "/Tests/TMXTests/Files")

/// The real files beside the repository, among them all of `ownFiles` that are not our own.
let realFiles = files(in: developmentData + "/tmx/files")

private func files(in folder: String) -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter { $0.hasSuffix(".tmx") }.sorted().map { folder + "/" + $0 }
}

func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

/// What a memory is after reading.
struct Memory {
  var header: TMXHeader
  var units: [TMXUnit]
  var notices: [TMXNotice]

  /// Reads a memory.
  init(_ bytes: [UInt8], recovers: Bool = false) throws {
    let read = try TMXReader(file: "x.tmx", recovers: recovers).read(bytes)
    (header, units, notices) = (read.header, read.units, read.notices)
  }

  init(_ text: String, recovers: Bool = false) throws { try self.init(Array(text.utf8), recovers: recovers) }

  /// The memory as the writer writes it.
  func written(version: TMXVersion? = nil, level: TMXWriter.Level = .two) throws -> [UInt8] {
    var header = header
    header.version = version ?? header.version
    var bytes: [UInt8] = []
    let writer = try TMXWriter(header: header, level: level) { bytes += $0 }
    for unit in units { try writer.write(unit) }
    try writer.finish()
    return bytes
  }

  /// All that is in its units, byte for byte: strings compare by canonical equivalence, their bytes do not.
  var unitBytes: [[UInt8]] { units.map { Array("\($0)".utf8) } }
}

/// A memory around units.
func document(_ units: String, version: String = "1.4", header: String = "") -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <tmx version="\(version)">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext">\(header)</header>
  <body>
  \(units)
  </body>
  </tmx>

  """
}

/// A unit of an English and a German segment, on one line.
func unit(_ english: String, _ german: String = "Ja", id: Int = 1) -> String {
  "<tu tuid=\"\(id)\"><tuv xml:lang=\"en\"><seg>\(english)</seg></tuv><tuv xml:lang=\"de\"><seg>\(german)</seg></tuv></tu>"
}

/// All that TMX 1.4 can say.
let everything = document(
  #"""
  <tu tuid="1" o-encoding="a" datatype="html" usagecount="3" lastusagedate="20240131T081500Z" creationtool="c" creationtoolversion="2" creationdate="20240131T081500Z" creationid="me" changedate="20240131T081500Z" segtype="block" changeid="you" o-tmf="z" srclang="*all*">
  <note xml:lang="en" o-encoding="b">A  note &amp; more</note><prop type="p" xml:lang="de"> v&#13;w </prop><note/>
  <tuv xml:lang="EN-us" usagecount="1"><prop type="q">x</prop><note>n</note><seg>One <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>two<ept i="1">&lt;/b&gt;</ept> <ph x="2" assoc="p" type="image">&lt;img alt="<sub datatype="text" type="alt">deep <hi x="3" type="h">hi <it pos="begin" x="4">i</it></hi></sub>"/&gt;</ph><ut x="5">u<sub>s</sub></ut></seg></tuv>
  <tuv xml:lang="de"><seg>  Zwei <![CDATA[<&x]]> &#x1F600; e&#x301; </seg></tuv>
  <tuv xml:lang="de"><seg/></tuv>
  </tu>
  """#,
  header:
    ##"<note>h</note><prop type="x">y</prop><ude name="u" base="b"><map unicode="#xF8FF" code="#x1" ent="e" subst="s"/><map unicode="#xE000"/></ude>"##
)
