import TMX

/// How inline elements of TMX and XLIFF stand for each other where both say the same: the native code of a tag is the element's content.
///
/// | TMX | XLIFF 1.2 | XLIFF 2.1 |
/// | --- | --- | --- |
/// | `bpt i="1" type="b"` | `bpt id="1" ctype="x-tmx-b"` | `sc id="b1" dataRef subType="tmx:bpt;;b"` |
/// | `bpt i="1" x="2"` | `bpt id="2" rid="1"` | `sc id="b1_2" dataRef subType="tmx:bpt;;"` |
/// | `ept i="1"` | `ept id="1"` | `ec startRef="b1" dataRef subType="tmx:ept;;"` |
/// | `ph x="2" assoc="p"` | `ph id="2" assoc="preceding"` | `ph id="p2" dataRef subType="tmx:ph;p;"` |
/// | `it pos="begin" x="2"` | `it pos="open" id="2"` | `sc isolated="yes" id="t2"` … |
/// | `ut x="2"` | `ph id="2" ctype="x-tmx.ut"` | `ph id="u2"` … |
/// | `hi type="term" x="2"` | `mrk mtype="term" mid="2"` | `mrk id="h2" type="tmx:hi;;term"` |
/// | `sub type="b"` in a tag | `sub ctype="x-tmx-b"` | (text of the code) |
///
/// An id `_1` (`p_1`) stands for none: XLIFF must have one. Types that XLIFF 1.2 knows, and those with `x-`, are the same in both.
enum XLIFFCodes {
  private static let types: Set = ["image", "pb", "lb", "bold", "italic", "underlined", "link"]
  private static let associations = ["p": "preceding", "f": "following", "b": "both"]
  static let unknownTag = "x-tmx.ut"

  /// `ctype` of a type.
  static func codeType(_ type: String?) -> String? {
    type.map { types.contains($0) || ($0.hasPrefix("x-") && !$0.hasPrefix("x-tmx")) ? $0 : "x-tmx-" + $0 }
  }

  /// The type of a `ctype`.
  static func type(_ codeType: String?) -> String? { codeType.map { $0.hasPrefix("x-tmx-") ? String($0.dropFirst(6)) : $0 } }

  static func association(_ short: String?) -> String? { short.flatMap { associations[$0] } }
  static func shortAssociation(_ long: String?) -> String? { long.flatMap { long in associations.first { $0.value == long }?.key } }

  /// Whether it is a number as TMX wants it, which comes back as it went in.
  static func isNumber(_ text: String?) -> Bool { text.map { Int($0).map(String.init) == $0 && !$0.hasPrefix("-") } ?? false }

  /// An element of TMX in XLIFF 1.2, but for its content; `unnamed` counts those without an id.
  static func element12(_ element: TMXElement, unnamed: inout Int) -> XLIFFElement {
    let attributes = element.attributes
    func id(_ name: String) -> String {
      if let id = attributes[name] { return id }
      unnamed += 1
      return "_\(unnamed)"
    }
    let type = codeType(attributes["type"])
    switch element.kind {
    case .bpt where attributes["x"] != nil:
      return XLIFFElement(name: "bpt", attributes: ["id": attributes["x"], "rid": id("i"), "ctype": type])
    case .bpt: return XLIFFElement(name: "bpt", attributes: ["id": id("i"), "ctype": type])
    case .ept: return XLIFFElement(name: "ept", attributes: ["id": id("i")])
    case .it:
      return XLIFFElement(name: "it", attributes: ["id": id("x"), "pos": attributes["pos"] == "end" ? "close" : "open", "ctype": type])
    case .ph: return XLIFFElement(name: "ph", attributes: ["id": id("x"), "ctype": type, "assoc": association(attributes["assoc"])])
    case .ut: return XLIFFElement(name: "ph", attributes: ["id": id("x"), "ctype": unknownTag])
    case .hi: return XLIFFElement(name: "mrk", attributes: ["mtype": attributes["type"] ?? "x-hi", "mid": attributes["x"]])
    case .sub: return XLIFFElement(name: "sub", attributes: ["datatype": attributes["datatype"], "ctype": type])
    }
  }

  /// An element of TMX in XLIFF 2.1, but for its code.
  static func element21(_ element: TMXElement, starts: [String: String], unnamed: inout Int) -> XLIFFElement {
    let attributes = element.attributes
    func id(_ letter: String) -> String {
      if let x = attributes["x"] { return letter + x }
      unnamed += 1
      return "\(letter)_\(unnamed)"
    }
    let kind = element.kind.rawValue
    let subType = "tmx:\(kind);\(attributes["assoc"] ?? "");\(attributes["type"] ?? "")"
    switch element.kind {
    case .bpt:
      let i = attributes["i"] ?? ""
      return XLIFFElement(name: "sc", attributes: ["id": starts[i] ?? startID(element), "type": "other", "subType": subType])
    case .ept:
      return XLIFFElement(name: "ec", attributes: ["startRef": starts[attributes["i"] ?? ""], "type": "other", "subType": subType])
    case .it:
      return XLIFFElement(
        name: attributes["pos"] == "end" ? "ec" : "sc", attributes: ["id": id("t"), "isolated": "yes", "type": "other", "subType": subType])
    case .hi: return XLIFFElement(name: "mrk", attributes: ["id": id("h"), "type": subType])
    case .ph, .sub: return XLIFFElement(name: "ph", attributes: ["id": id("p"), "type": "other", "subType": subType])
    case .ut: return XLIFFElement(name: "ph", attributes: ["id": id("u"), "type": "other", "subType": subType])
    }
  }

  /// The id of a pair's start in XLIFF 2.1.
  static func startID(_ element: TMXElement) -> String {
    "b\(element.attributes["i"] ?? "")" + (element.attributes["x"].map { "_\($0)" } ?? "")
  }
}
