import Corpus
import FileIO
import Glibc

extension FuzzyIndex {
  private static let listName = "index"
  private static let partSuffix = ".part"
  private static let title = ["satzpaar fuzzy index", "1"]

  /// Opens an index that was saved: its parts are mapped into memory, so that it answers at once.
  ///
  /// A saved index is a folder: a file `index`, that names the parts and the ids removed from each, a line each, with a checksum at its end; and
  /// a file a part, named by its checksum.
  /// - Throws: a `Diagnostic`: `.unreadableInput` when a file is missing, `.malformedInput` when one is damaged, cut off or of another kind.
  public init(opening folder: String) throws {
    let path = "\(folder)/\(Self.listName)"
    let bytes = try InputFile.read(path)
    let damaged = Diagnostic(.malformedInput, file: path, "this index is damaged", cure: "build the index anew")
    guard bytes.last == UInt8(ascii: "\n"), let end = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw damaged }
    var lines = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    guard lines.popLast() == ["end", Self.hex(Self.checksum(bytes[...end]))], lines.first == Self.title else { throw damaged }
    for fields in lines.dropFirst() {
      if fields.count == 2, fields[0] == "part" {
        states.append(State(segment: try Self.part(fields[1], in: folder)))
      } else if fields.count == 2, fields[0] == "removed", let id = Int64(fields[1]), let last = states.indices.last,
        let place = states[last].segment.place(of: id)
      {
        states[last].remove(place)
      } else {
        throw damaged
      }
    }
    if let last = states.last, last.segment.count <= Self.mostPending {
      pending = last.entries
      states.removeLast()
    }
  }

  private static func part(_ name: String, in folder: String) throws -> IndexSegment {
    let path = "\(folder)/\(name)\(partSuffix)"
    let segment = try IndexSegment(IndexBytes(mapping: path), name: path)
    guard segment.name == name else {
      throw Diagnostic(.malformedInput, file: path, "this is another part of the index", cure: "build the index anew")
    }
    return segment
  }

  /// Saves the index in a folder, which is made if it is missing. Only parts that are not there yet are written. The index that was there before
  /// stays as it was until all is written, whatever happens; one that has it open keeps it.
  /// - Throws: a `Diagnostic` `.cannotCreateOutput` or `.inputOutput`.
  public func save(to folder: String) throws {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw Diagnostic(
        .cannotCreateOutput, file: folder, "the folder cannot be made: \(reason)", cure: "check the path and its permissions")
    }
    var states = states
    if !pending.isEmpty { states.append(State(segment: try IndexSegment(pending))) }
    var list = Self.title.joined(separator: "\t") + "\n"
    for state in states {
      let path = "\(folder)/\(state.segment.name)\(Self.partSuffix)"
      if access(path, F_OK) != 0 {
        let output = try OutputFile(path)
        try state.segment.bytes.withBytes { try output.write($0) }
        try output.commit()
      }
      list += "part\t\(state.segment.name)\n"
      for place in 0..<state.segment.count where state.isRemoved(place) { list += "removed\t\(state.segment.id(at: place))\n" }
    }
    let output = try OutputFile("\(folder)/\(Self.listName)")
    try output.write(list + "end\t\(Self.hex(Self.checksum(Array(list.utf8)[...])))\n")
    try output.commit()
    Self.removeParts(in: folder, but: Set(states.map { $0.segment.name + Self.partSuffix }))
  }

  /// Removes a folder's parts but those with these names; who has them open keeps them.
  static func removeParts(in folder: String, but kept: Set<String>) {
    guard let handle = opendir(folder) else { return }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name.hasSuffix(partSuffix), !kept.contains(name) { unlink("\(folder)/\(name)") }
    }
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { IndexLayout.checksum($0) } }

  static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
