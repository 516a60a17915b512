import Corpus
import TMX

/// Reads tables: TSV, where a tab or a line break always ends a field, and CSV (RFC 4180), where quotation marks can hold them.
///
/// - The first row names the columns, see `UnitField`; other names are properties of that type. Or the options name them, and the first row is data.
/// - Two columns without names are the translation and its source, as everywhere in Satzpaar: German, English.
/// - What `align` writes as TSV is known by its five fields; each row is the unit that `align` writes in TMX, but for the files' names.
/// - CSV may have semicolons or tabs between fields; the first row tells.
struct TableParser: LineParser {
  private let file: String
  private let options: UnitReadingOptions
  private let isQuoted: Bool
  private var separator: UInt8
  private var columns: [UnitField]?
  private var isBeads = false
  private var rows = 0

  /// A row that goes on in the next line, and the line on which it starts.
  private var fields: [String] = []
  private var field: [UInt8] = []
  private var isInQuotes = false
  private var start = 0
  private var size = 0

  init(file: String, options: UnitReadingOptions, isQuoted: Bool) {
    (self.file, self.options, self.isQuoted) = (file, options, isQuoted)
    separator = isQuoted ? 0 : 0x09
    columns = options.columns.map { names in names.map { Self.field($0, options) } }
  }

  mutating func add(_ line: String, number: Int, to output: UnitOutput) throws {
    let bytes = line.utf8
    guard isQuoted else {
      let text = bytes.last == 0x0D ? bytes.dropLast() : bytes[...]
      if !text.isEmpty {
        try take(text.split(separator: 0x09, omittingEmptySubsequences: false).map { String(Substring($0)) }, number, output)
      }
      return
    }
    if !isInQuotes {
      (start, size) = (number, 0)
      if bytes.isEmpty || bytes.elementsEqual([0x0D]) { return }
      if separator == 0 { separator = Self.separator(bytes) }
    }
    size += bytes.count
    guard size <= options.limit else {
      reset()
      throw LineFault(message: "a row of more than \(options.limit) bytes", line: start)
    }
    do { try parse(Array(bytes)) } catch {
      reset()
      throw error
    }
    guard !isInQuotes else { return }
    let row = fields
    reset()
    try take(row, start, output)
  }

  mutating func finish(_ output: UnitOutput) throws {
    if isInQuotes { throw LineFault(message: "a quotation mark that is not closed", line: start) }
  }

  private mutating func reset() { (fields, field, isInQuotes) = ([], [], false) }

  /// The separator that splits the first row most.
  private static func separator(_ bytes: String.UTF8View) -> UInt8 {
    var (counts, isInQuotes) = ([UInt8: Int](), false)
    for byte in bytes {
      if byte == 0x22 { isInQuotes.toggle() }
      if !isInQuotes, [0x2C, 0x3B, 0x09].contains(byte) { counts[byte, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0x2C
  }

  /// Takes a line of a row; the row ends with it unless it ends within quotation marks.
  private mutating func parse(_ line: [UInt8]) throws {
    if isInQuotes { field.append(0x0A) }
    var (index, isQuotedField) = (0, isInQuotes)
    while index < line.count {
      let byte = line[index]
      index += 1
      if isInQuotes {
        guard byte == 0x22 else {
          field.append(byte)
          continue
        }
        if index < line.count, line[index] == 0x22 {
          field.append(0x22)
          index += 1
        } else {
          isInQuotes = false
        }
      } else if byte == separator {
        endField()
        isQuotedField = false
      } else if byte == 0x22, field.isEmpty, !isQuotedField {
        (isInQuotes, isQuotedField) = (true, true)
      } else if byte == 0x0D, index == line.count {
        break
      } else if isQuotedField {
        throw LineFault(message: "text after a closing quotation mark", line: start)
      } else {
        field.append(byte)
      }
    }
    if !isInQuotes { endField() }
  }

  private mutating func endField() {
    // The parts of a text that is valid are.
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }

  // MARK: - Rows

  private static func field(_ name: String, _ options: UnitReadingOptions) -> UnitField {
    UnitField(name: name, languages: options.languages) ?? .property(String(name.trimmed))
  }

  private mutating func take(_ row: [String], _ line: Int, _ output: UnitOutput) throws {
    if columns == nil, try !findColumns(row, line) { return }
    guard let columns else { return }
    rows += 1
    guard row.count == columns.count else {
      throw LineFault(message: "\(row.count) field\(row.count == 1 ? "" : "s") in place of \(columns.count)", line: line)
    }
    var fields = UnitFields()
    for (column, value) in zip(columns, row) { fields.add(column, value) }
    // The indices of a bead may be empty.
    if isBeads { fields.completeBead(number: rows, languages: options.languages) }
    guard !fields.unit.variants.isEmpty else { return output.leaveOut("without a text") }
    try output.begin(TMXHeader(options))
    try output.hand(fields.unit, line: line)
  }

  /// Finds out what the columns are.
  /// - Returns: whether the first row is data.
  private mutating func findColumns(_ row: [String], _ line: Int) throws -> Bool {
    let names = row.map { Self.field($0, options) }
    if Set(names.filter(\.isText)).count >= 2 {
      columns = names
      return false
    }
    func isIndices(_ text: String) -> Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C } }
    let texts = [options.languages.translation, options.languages.source].map { UnitField.text($0.description) }
    if row.count == 5, isIndices(row[0]), isIndices(row[1]), Double(row[2]) != nil {
      columns = [.germanIndices, .englishIndices, .confidence] + texts
      isBeads = true
    } else if row.count == 2 {
      columns = texts
    } else {
      throw Diagnostic(
        .usage, file: file, at: .line(line), "nothing says which of \(row.count) columns the texts are",
        cure: "name them in the first row or with --columns de,en")
    }
    return true
  }
}
