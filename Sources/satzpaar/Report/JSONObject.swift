import Corpus

/// A JSON object that is put together field by field, in order.
struct JSONObject {
  private var fields: [String] = []

  /// The object as text.
  var text: String { "{\(fields.joined(separator: ","))}" }

  /// A field whose value is JSON already; nil leaves it out.
  mutating func add(_ name: String, json value: String?) { if let value { fields.append("\(JSONText.quoted(name)):\(value)") } }

  /// A text; nil leaves it out.
  mutating func add(_ name: String, _ value: String?) { add(name, json: value.map(JSONText.quoted)) }

  /// A whole number; nil leaves it out.
  mutating func add(_ name: String, _ value: Int?) { add(name, json: value.map { String($0) }) }

  /// A list of values that are JSON already.
  mutating func add(_ name: String, list values: [String]) { add(name, json: "[\(values.joined(separator: ","))]") }

  /// Makes an object.
  static func text(_ body: (inout JSONObject) -> Void) -> String {
    var object = JSONObject()
    body(&object)
    return object.text
  }
}
