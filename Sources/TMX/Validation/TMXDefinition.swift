/// What the document type definitions of TMX 1.1 to 1.4b allow: which elements stand where, with which attributes.
struct TMXDefinition {
  /// An attribute of an element.
  struct Attribute {
    var name: String
    var isRequired = false
    /// The values it may have; empty for any.
    var values: [String] = []
  }

  /// How the content of an element is put together.
  enum Content: Equatable {
    /// Nothing at all.
    case empty
    /// Elements in any order and number.
    case any([TMXTag])
    /// Any number of the first, then elements of the second: just one, or at least one.
    case sequence([TMXTag], then: TMXTag, many: Bool)
    /// Text, and elements in any order.
    case mixed([TMXTag])
  }

  /// The version that this is the definition of.
  let version: TMXVersion
  private let attributeTable: [TMXTag: [Attribute]]

  init(_ version: TMXVersion) {
    self.version = version
    attributeTable = Dictionary(uniqueKeysWithValues: TMXTag.allCases.map { ($0, Self.attributes(of: $0, in: version)) })
  }

  /// What an element may hold.
  func content(of tag: TMXTag) -> Content {
    switch tag {
    case .tmx: .sequence([.header], then: .body, many: false)
    case .header: .any([.note, .prop, .ude])
    case .body: .any([.tu])
    case .note, .prop: .mixed([])
    case .ude: .sequence([], then: .map, many: true)
    case .map: .empty
    case .tu: .sequence([.note, .prop], then: .tuv, many: true)
    case .tuv: .sequence([.note, .prop], then: .seg, many: false)
    case .seg: .mixed([.bpt, .ept, .ph, .it, .ut, version == .v11 ? .sub : .hi])
    case .hi: .mixed([.bpt, .ept, .ph, .it, .ut, .hi])
    case .sub: .mixed([.bpt, .ept, .ph, .it, .ut] + (version == .v11 ? [] : [.hi]))
    case .bpt, .ept, .ph, .it: .mixed([.sub])
    case .ut: .mixed(version < .v14 ? [] : [.sub])
    }
  }

  /// The attributes an element may have.
  func attributes(of tag: TMXTag) -> [Attribute] { attributeTable[tag] ?? [] }

  private static let segmentTypes = ["block", "paragraph", "sentence", "phrase"]

  private static func attributes(of tag: TMXTag, in version: TMXVersion) -> [Attribute] {
    func required(_ names: String...) -> [Attribute] { names.map { Attribute(name: $0, isRequired: true) } }
    func optional(_ names: String...) -> [Attribute] { names.map { Attribute(name: $0) } }
    // `lang` stays beside `xml:lang` for old files, but not in 1.3's `prop`.
    func language(isRequired: Bool = false, keepsOld: Bool = true) -> [Attribute] {
      [Attribute(name: version.languageAttribute, isRequired: isRequired)] + (version < .v13 || !keepsOld ? [] : optional("lang"))
    }
    let history = optional("creationdate", "creationid", "changedate", "changeid", "o-encoding")
    let use = optional("o-tmf", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion")
    return switch tag {
    // In the definition of 1.4 the version has a default, but a reader that does not load it finds none.
    case .tmx: required("version")
    case .header:
      required("creationtool", "creationtoolversion", "o-tmf", "adminlang", "srclang", "datatype")
        + [Attribute(name: "segtype", isRequired: true, values: segmentTypes)] + history
    case .note: optional("o-encoding") + language()
    case .prop: required("type") + optional("o-encoding") + language(keepsOld: version > .v13)
    case .ude: required("name") + optional("base")
    case .map: required("unicode") + optional("code", "ent", "subst")
    case .tu: optional("tuid", "srclang") + [Attribute(name: "segtype", values: segmentTypes)] + history + use
    case .tuv: language(isRequired: true) + history + use
    case .bpt: required("i") + optional("x", "type")
    case .ept: required("i")
    case .ph: optional("x", "assoc", "type")
    case .it: [Attribute(name: "pos", isRequired: true, values: ["begin", "end"])] + optional("x", "type")
    case .hi: optional("x", "type")
    case .sub: version == .v11 ? [] : optional("datatype", "type")
    case .ut: optional("x")
    case .body, .seg: []
    }
  }
}
