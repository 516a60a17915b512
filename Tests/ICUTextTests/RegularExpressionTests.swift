import ICUText
import Testing

@Suite struct RegularExpressionTests {
  private func matches(_ pattern: String, _ text: String, from start: Int = 0, limit: Int = .max) throws -> [String] {
    let text = UTF16Text(text)
    return try RegularExpression(pattern).matches(in: text, from: start, limit: limit).map { text[$0.range] }
  }

  @Test("Matches are found in order, after a start and up to a limit")
  func order() throws {
    #expect(try matches(#"\p{Lu}\w*"#, "Über Öl und Äpfel 𝄞 Zug") == ["Über", "Öl", "Äpfel", "Zug"])
    #expect(try matches("[a-z]+", "ab cd ef", from: 1) == ["b", "cd", "ef"])
    #expect(try matches("[a-z]+", "ab cd ef", limit: 2) == ["ab", "cd"])
    #expect(try matches("a", "aa", limit: 0).isEmpty && matches("a", "aa", from: 3).isEmpty && matches("a", "aa", from: -1).isEmpty)
    #expect(try matches("a", "").isEmpty)
  }

  @Test("Empty matches move on and end")
  func emptyMatches() throws {
    let text = UTF16Text("a𝄞b")
    #expect(try RegularExpression("x*").matches(in: text).map(\.range) == [0..<0, 1..<1, 3..<3, 4..<4])
  }

  @Test("Groups are UTF-16 ranges, and nil where a group took no part")
  func groups() throws {
    let text = UTF16Text("𝄞 am 3. Mai")
    let match = try #require(try RegularExpression(#"(\d+)\.\s(Mai|(Juni))"#).firstMatch(in: text))
    #expect(match.groups == [6..<12, 6..<7, 9..<12, nil])
    #expect(match.range == 6..<12 && text[match.range] == "3. Mai")
    #expect(try RegularExpression("q").firstMatch(in: text) == nil)
  }

  @Test("Look-behind sees the text before the start")
  func lookBehind() throws { #expect(try matches("(?<=a)b", "ab", from: 1) == ["b"]) }

  @Test("Letters match in any case when asked to")
  func caseInsensitive() throws {
    let text = UTF16Text("ÄRGER")
    #expect(try RegularExpression("ärger", caseInsensitive: true).firstMatch(in: text)?.range == 0..<5)
    #expect(try RegularExpression("ärger").firstMatch(in: text) == nil)
  }

  @Test("A pattern that would run for ever stops at its limit, and the expression can be used again")
  func timeLimit() throws {
    let runaway = try RegularExpression("(a+)+b", timeLimit: 20)
    #expect(throws: ICUError.timeLimit) { try runaway.matches(in: UTF16Text(String(repeating: "a", count: 5000))) }
    #expect(try runaway.firstMatch(in: UTF16Text("xaab"))?.range == 1..<4)
  }

  @Test("A pattern that needs too much backtracking memory stops too")
  func stackLimit() throws {
    let deep = try RegularExpression("(?:a|b)*c", timeLimit: 0)
    #expect(throws: ICUError.timeLimit) { try deep.matches(in: UTF16Text(String(repeating: "ab", count: 1_000_000))) }
  }

  @Test("An empty pattern matches everywhere")
  func emptyPattern() throws { #expect(try RegularExpression("").matches(in: UTF16Text("ab")).map(\.range) == [0..<0, 1..<1, 2..<2]) }

  @Test(
    "A bad pattern is named with the UTF-16 offset that was read, across pairs and lines",
    arguments: [("ab(c", 4), ("[a-z", 4), ("a{2,1}bc", 7), ("äö*+?*", 5), ("𝄞a(", 4), ("𝄞\n𝄞\r\n𝄞(b", 11), ("*", 1)])
  func badPattern(pattern: String, offset: Int) throws {
    let thrown = #expect(throws: ICUError.self) { try RegularExpression(pattern) }
    guard case .badPattern(let place, let reason) = thrown else {
      Issue.record("not a bad pattern: \(String(describing: thrown))")
      return
    }
    #expect(place == offset && reason.hasPrefix("U_REGEX"))
  }

  @Test("In a window a match fills its range or starts there; look-around sees beyond, anchors are the window's ends")
  func window() throws {
    let text = UTF16Text("x ab. Cd")
    let window = RegexWindow(text.units, 0..<text.units.count)
    #expect(try RegularExpression("[a-z]+").matches(exactly: 2..<4, in: window))
    #expect(try !RegularExpression("[a-z]+").matches(exactly: 2..<5, in: window))
    #expect(try RegularExpression("a|ab").matches(exactly: 2..<4, in: window))
    #expect(try RegularExpression(#"\bab(?=\.)"#).matches(exactly: 2..<4, in: window))
    #expect(try !RegularExpression("^ab$").matches(exactly: 2..<4, in: window))
    #expect(try RegularExpression("[a-z.]+").matches(startOf: 2..<8, in: window))
    #expect(try !RegularExpression("ab. C").matches(startOf: 2..<6, in: window))
    #expect(try !RegularExpression("").matches(exactly: 5..<99, in: window))
    #expect(RegexWindow(text.units, 6..<99).count == 2)
  }

  @Test("A range that cuts a surrogate pair has no match, where ICU would read outside the text", arguments: [#"\P{L}*s[A-Z]"#, ".*x", ""])
  func cutPair(pattern: String) throws {
    let units = UTF16Text("s😀😀\n").units
    let window = RegexWindow(units, 0..<units.count)
    let regex = try RegularExpression(pattern)
    for start in [2, 4] {
      #expect(try !regex.matches(startOf: start..<6, in: window))
      #expect(try !regex.matches(exactly: start..<6, in: window))
      #expect(try !regex.matches(exactly: 1..<start, in: window))
      #expect(try regex.matches(in: UTF16Text("s😀😀\n"), from: start).allSatisfy { $0.range.lowerBound > start })
    }
  }
}
