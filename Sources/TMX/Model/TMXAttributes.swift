/// The attributes of an element, each name once, in the order of the file.
public struct TMXAttributes: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// An attribute: its name as written, a prefix included (`xml:space`), and its value after references are resolved.
  public struct Attribute: Hashable, Sendable {
    /// The name as written.
    public var name: String
    /// The value.
    public var value: String

    /// Makes an attribute from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// All of them.
  public private(set) var all: [Attribute]

  /// Takes attributes as a parser gives them, which has seen to it that no name occurs twice.
  package init(_ all: [Attribute]) { self.all = all }

  /// Makes attributes from names and values; of a name that occurs twice the last value holds, `nil` leaves it out.
  public init(dictionaryLiteral elements: (String, String?)...) {
    all = []
    for (name, value) in elements { self[name] = value }
  }

  /// The value of a name; setting `nil` removes the attribute.
  public subscript(name: String) -> String? {
    get { all.first { $0.name == name }?.value }
    set {
      let index = all.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): all[index].value = value
      case (let index?, nil): all.remove(at: index)
      case (nil, let value?): all.append(Attribute(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The moment that a date attribute such as `creationdate` names; `nil` when there is none or it is not a date.
  public subscript(date name: String) -> Timestamp? { self[name].flatMap { Timestamp(basic: $0) } }
}
