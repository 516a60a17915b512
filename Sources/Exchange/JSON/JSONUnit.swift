import Corpus
import TMX

/// A unit as a JSON object that holds all of it, its keys in this order and those without a value left out:
///
/// ```json
/// {"srclang":"en","attributes":{"tuid":"7"},"remarks":[{"kind":"prop","attributes":{"type":"client"},"text":"A"}],
///  "variants":[{"language":"en","text":"Start"},{"language":"de","attributes":{"usagecount":"3"},"segment":"<ph x=\"1\"/>Los"}]}
/// ```
///
/// `srclang` is the source language of the file that the unit is from, as its header has it. `text` is a plain text; `segment` one with inline elements, as
/// the XML that TMX has for it (`TMXSegment.fragment`). A remark may have a `language`.
enum JSONUnit {
  /// The object of a unit.
  static func text(_ unit: TMXUnit, sourceLanguage: String?) -> String {
    var members = sourceLanguage.map { ["\"srclang\":\(JSONText.quoted($0))"] } ?? []
    members += shared(unit.attributes, unit.remarks)
    let variants = unit.variants.map { variant in
      let segment =
        if let text = variant.segment.text {
          "\"text\":\(JSONText.quoted(text))"
        } else {
          "\"segment\":\(JSONText.quoted(variant.segment.fragment))"
        }
      return object(["\"language\":\(JSONText.quoted(variant.language))"] + shared(variant.attributes, variant.remarks) + [segment])
    }
    return object(members + ["\"variants\":[\(variants.joined(separator: ","))]"])
  }

  private static func object(_ members: [String]) -> String { "{\(members.joined(separator: ","))}" }

  private static func shared(_ attributes: TMXAttributes, _ remarks: [TMXRemark]) -> [String] {
    let remarks = remarks.map { remark in
      object(
        ["\"kind\":\"\(remark.kind.rawValue)\""] + (remark.language.map { ["\"language\":\(JSONText.quoted($0))"] } ?? [])
          + shared(remark.attributes, []) + ["\"text\":\(JSONText.quoted(remark.text))"])
    }
    let names = attributes.all.map { "\(JSONText.quoted($0.name)):\(JSONText.quoted($0.value))" }
    return (names.isEmpty ? [] : ["\"attributes\":\(object(names))"])
      + (remarks.isEmpty ? [] : ["\"remarks\":[\(remarks.joined(separator: ","))]"])
  }

  /// Reads the object of a unit; throws a `LineFault` when a part has the wrong form.
  static func unit(_ object: JSONValue) throws -> TMXUnit {
    TMXUnit(
      attributes: try attributes(object), remarks: try remarks(object),
      variants: try items(object, "variants").map { item in
        guard let language = item["language"]?.string else { throw LineFault(message: "a variant without a language") }
        let segment: TMXSegment
        if let text = item["text"]?.string {
          segment = TMXSegment(text)
        } else if let fragment = item["segment"]?.string {
          do { segment = try TMXSegment(fragment: fragment) } catch let fault as Diagnostic {
            throw LineFault(message: "the segment is no XML of TMX: \(fault.message)")
          }
        } else {
          throw LineFault(message: "a variant without text and segment")
        }
        return TMXVariant(language: language, attributes: try attributes(item), remarks: try remarks(item), segment: segment)
      })
  }

  private static func items(_ object: JSONValue, _ name: String) throws -> [JSONValue] {
    switch object[name] {
    case nil, .null?: return []
    case .array(let items)?: return items
    default: throw LineFault(message: "\(name) is no array")
    }
  }

  private static func attributes(_ object: JSONValue) throws -> TMXAttributes {
    guard let value = object["attributes"], value != .null else { return [:] }
    guard case .object(let members) = value else { throw LineFault(message: "attributes is no object") }
    var result: TMXAttributes = [:]
    for member in members {
      // A name that XML does not have would break every file that it is written to.
      guard (member.name.hasPrefix("xml:") ? String(member.name.dropFirst(4)) : member.name).isName, let value = member.value.scalar else {
        throw LineFault(message: "the attribute '\(member.name.prefix(40))' cannot be one")
      }
      result[member.name] = value
    }
    return result
  }

  private static func remarks(_ object: JSONValue) throws -> [TMXRemark] {
    try items(object, "remarks").map { item in
      guard let kind = item["kind"]?.string.flatMap({ TMXRemark.Kind(rawValue: $0) }), let text = item["text"]?.string else {
        throw LineFault(message: "a remark without kind (note or prop) and text")
      }
      return TMXRemark(kind, language: item["language"]?.string, attributes: try attributes(item), text: text)
    }
  }
}
