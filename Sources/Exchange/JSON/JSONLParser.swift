import Corpus
import TMX

/// Reads JSON Lines: an object a unit.
///
/// - An object with `variants` is a whole unit, see `JSONUnit`.
/// - What `align` writes is known by its keys `german` and `english`; each object is the unit that `align` writes in TMX, but for the files' names.
/// - Else the keys are those of `UnitField`, such as `{"de":"Ja","en":"Yes","id":"7"}`; others with a string, a number or a truth value are properties.
struct JSONLParser: LineParser {
  private let options: UnitReadingOptions
  private var source: String?
  private var beads = 0

  init(options: UnitReadingOptions) { self.options = options }

  mutating func add(_ line: String, number: Int, to output: UnitOutput) throws {
    guard line.utf8.contains(where: { $0 > 0x20 }) else { return }
    let object: JSONValue
    do { object = try JSONValue(line) } catch { throw LineFault(message: "this is no JSON: \(error.message)") }
    guard case .object(let members) = object else { throw LineFault(message: "this is no JSON object") }
    let isWhole = object["variants"] != nil
    let language = isWhole ? object["srclang"]?.string : nil
    var unit = isWhole ? try JSONUnit.unit(object) : fields(members, object)
    guard !unit.variants.isEmpty else {
      guard isWhole || members.contains(where: { UnitField(name: $0.name, languages: options.languages)?.isText == true }) else {
        throw LineFault(
          message: "no key of the object names a text", cure: "name texts de, en, source, target, or by their languages' tags")
      }
      return output.leaveOut("without a text")
    }
    if source == nil {
      var header = TMXHeader(options)
      source = language ?? (isWhole ? TMXHeader.allLanguages : options.languages.source.description)
      header.attributes["srclang"] = source
      try output.begin(header)
    } else if isWhole, language ?? TMXHeader.allLanguages != source, unit.attributes["srclang"] == nil {
      unit.attributes["srclang"] = language ?? TMXHeader.allLanguages
    }
    try output.hand(unit, line: number)
  }

  mutating func finish(_ output: UnitOutput) throws {}

  private mutating func fields(_ members: [JSONValue.Member], _ object: JSONValue) -> TMXUnit {
    let bead = object["german"]?.indices.flatMap { german in object["english"]?.indices.map { (german, $0) } }
    var fields = UnitFields()
    for member in members {
      guard let value = member.value.scalar, !(bead != nil && member.name == "type") else { continue }
      fields.add(UnitField(name: member.name, languages: options.languages) ?? .property(member.name), value)
    }
    if let (german, english) = bead {
      beads += 1
      fields.completeBead(number: beads, german: german, english: english, languages: options.languages)
      if let moved = object["moved"]?.indices, let first = moved.first, let last = moved.last, last - first == moved.count - 1 {
        let language = german.isEmpty ? options.languages.translation : options.languages.source
        fields.add(.property("x-satzpaar-moved-\(language)"), "#sentence=\(first),\(last + 1)")
      }
    }
    return fields.unit
  }
}

/// Writes JSON Lines, a whole unit an object: see `JSONUnit`.
final class JSONLEmitter: UnitEmitter {
  private(set) var tally = UnitTally()
  private let source: String?
  private let sink: ByteSink
  private var buffer = SinkBuffer()

  init(header: TMXHeader, sink: @escaping ByteSink) { (source, self.sink) = (header.sourceLanguage, sink) }

  func write(_ unit: TMXUnit) throws { try buffer.write(JSONUnit.text(unit, sourceLanguage: source) + "\n", to: sink) }

  func finish() throws { try buffer.flush(to: sink) }
}
