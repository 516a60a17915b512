import TMX
final class XLIFFReading: UnitParser {
  init(file: String, options: UnitReadingOptions, output: UnitOutput) throws {}
  func add(_ bytes: [UInt8]) throws {}
  func finish() throws {}
}
final class XLIFFEmitter: UnitEmitter {
  enum Version { case v12, v21 }
  var tally = UnitTally()
  init(version: Version, header: TMXHeader, pair: UnitPair, level: TMXWriter.Level, sink: @escaping ByteSink) throws {}
  func write(_ unit: TMXUnit) throws {}
  func finish() throws {}
}
