/// What is made of a document by the tags that an `XMLPushParser` meets.
package protocol XMLBuilder {
  /// Takes a start tag; `scan` has its name, its attributes and the text before it.
  mutating func start(_ scan: inout XMLScan)

  /// Takes an end tag; `scan` has the text before it, but not its name.
  mutating func end(_ scan: inout XMLScan)

  /// The same on a builder behind a pointer: a call without reference counts.
  static func start(_ builder: UnsafeMutableRawPointer, _ scan: inout XMLScan)

  /// The same on a builder behind a pointer.
  static func end(_ builder: UnsafeMutableRawPointer, _ scan: inout XMLScan)
}

extension XMLBuilder {
  /// The same on a builder behind a pointer: a call without reference counts.
  package static func start(_ builder: UnsafeMutableRawPointer, _ scan: inout XMLScan) {
    builder.assumingMemoryBound(to: Self.self).pointee.start(&scan)
  }

  /// The same on a builder behind a pointer.
  package static func end(_ builder: UnsafeMutableRawPointer, _ scan: inout XMLScan) {
    builder.assumingMemoryBound(to: Self.self).pointee.end(&scan)
  }
}
