import Foundation
import TestSupport
import Testing

@Suite struct SRXTests {
  let place: Workplace

  private static let rules = """
    <srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body><languagerules>
    <languagerule languagerulename="German">
    <rule break="no"><beforebreak>\\bZweigst\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
    <rule break="yes"><beforebreak>[.:]</beforebreak><afterbreak>\\s</afterbreak></rule>
    </languagerule></languagerules><maprules><languagemap languagepattern="de.*" languagerulename="German"/></maprules></body></srx>
    """

  init() throws {
    place = try Workplace()
    try place.put("x.srx", Self.rules)
    try place.put("a.txt", "Die Zweigst. Ulm kam z. B. nicht: So ist es! Gut so. Ende")
  }

  @Test("--srx replaces the built-in rules")
  func replaces() throws {
    let outcome = try place.run("segment", "--srx", "x.srx", "a.txt")
    #expect(outcome.output == "Die Zweigst. Ulm kam z.\nB.\nnicht:\nSo ist es! Gut so.\nEnde\n")
    #expect(outcome.errors == "a.txt (UTF-8): 1 paragraph, 5 sentences\n")
  }

  @Test("--srx-add puts its rules before the built-in ones")
  func adds() throws {
    try place.put("x.srx", Self.rules.replacingOccurrences(of: "[.:]", with: ":"))
    #expect(
      try place.run("segment", "-q", "--srx-add", "x.srx", "a.txt").output
        == "Die Zweigst. Ulm kam z. B. nicht:\nSo ist es!\nGut so.\nEnde\n")
  }

  @Test("align segments both sides by the file, each by its language")
  func align() throws {
    try place.put("en.txt", "The office came. It was good. End: now")
    let outcome = try place.run("align", "--srx-add", "x.srx", "a.txt", "en.txt", "--format", "beads")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("a.txt (UTF-8): 1 paragraph, 6 sentences\nen.txt (UTF-8): 1 paragraph, 3 sentences\n"))
    try expectFailure(
      place, ["align", "--srx", "x.srx", "a.txt", "en.txt", "-o", "old.tmx"], status: 65,
      "x.srx: no rules for the language 'en' (add a languagemap for it or name another language)")
  }

  @Test("--explain names the rule at each place, in three forms")
  func explain() throws {
    #expect(
      try place.run("segment", "-q", "--explain", "a.txt").output.split(separator: "\n").map {
        $0.replacing(/[ ]+/, with: " ")
      } == [
        "0:12 BREAK a full stop behind a plain word …Die Zweigst.| Ulm kam z. B. nicht: So…",
        "0:23 no break within an abbreviation of several parts …Die Zweigst. Ulm kam z.| B. nicht: So ist es! Gu…",
        "0:26 no break a lower-case word follows …e Zweigst. Ulm kam z. B.| nicht: So ist es! Gut s…",
        "0:44 BREAK a final mark … z. B. nicht: So ist es!| Gut so. Ende…",
        "0:52 BREAK a full stop behind a plain word …icht: So ist es! Gut so.| Ende…",
      ])
    let objects = try place.run("segment", "-q", "--explain", "--srx", "x.srx", "--format", "jsonl", "a.txt").output.split(separator: "\n")
      .map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    #expect(objects.map { $0["rule"] as? String } == ["x.srx:3"] + Array(repeating: "x.srx:4", count: 4))
    #expect(objects.map { $0["break"] as? Bool } == [false, true, true, true, true])
    #expect(objects.map { $0["offset"] as? Int } == [12, 23, 26, 33, 52])
    let table = try place.run("segment", "-q", "--explain", "--srx-add", "x.srx", "--format", "tsv", "a.txt").output
    #expect(table.hasPrefix("a.txt\t0\t12\tfalse\tx.srx:3\tDie Zweigst.\t Ulm kam z. B. nicht: So"))
  }

  @Test("--explain names the model's features with their weights where the rules are unsure")
  func features() throws {
    try place.put("m.txt", "Die Zahl stieg auf 3,4 Mio. Experten warnen davor.\n")
    let lines = try place.run("segment", "-q", "--explain", "m.txt").output.split(separator: "\n")
    #expect(lines.first?.contains("the rules are unsure and the model decides") == true)
    #expect(lines.contains { $0.wholeMatch(of: /[ ]+\+[0-9]+\.[0-9]{2}[ ]{2}finite verb behind the next word/) != nil })
    let object =
      try JSONSerialization.jsonObject(
        with: Data(place.run("segment", "-q", "--explain", "--format", "jsonl", "m.txt").output.utf8)) as? [String: Any]
    let features = try #require(object?["features"] as? [String: Double])
    #expect(object?["break"] as? Bool == (features.values.reduce(0, +) > 0))
    #expect(try place.run("segment", "-q", "--explain", "--format", "tsv", "m.txt").output.contains(", finite verb behind the next word "))
  }

  @Test("--explain shows the offsets that jsonl has, in any text")
  func offsets() throws {
    try place.put("ä.txt", "Ö. Ä. kam. 😀 Er ging.\n\nÜber Nacht. „So?“ Ja.\n")
    let ends = try place.run("segment", "-q", "--format", "jsonl", "ä.txt").output.matches(of: /"end":([0-9]+)/).compactMap {
      Int($0.output.1)
    }
    let breaks = try place.run("segment", "-q", "--explain", "--format", "tsv", "ä.txt").output.split(separator: "\n").compactMap {
      let fields = $0.split(separator: "\t")
      return fields[3] == "true" ? Int(fields[2]) : nil
    }
    #expect(!breaks.isEmpty && Set(breaks).isSubset(of: ends))
  }

  @Test("--export-srx writes rules that segment the seed pair as the built-in ones do")
  func export() throws {
    let outcome = try place.run("segment", "--export-srx", "-o", "own.srx")
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    #expect(try place.text("own.srx") == place.run("segment", "--export-srx").output)
    for language in ["de", "en"] {
      let own = try place.run("segment", "-q", "--language", language, "--srx", "own.srx", "\(language).txt").output
      #expect(try own == place.run("segment", "-q", "--language", language, "\(language).txt").output)
    }
  }

  @Test("Errors in an SRX file name it and the line")
  func errors() throws {
    try place.put("bad.srx", Self.rules.replacingOccurrences(of: "[.:]", with: "[.:"))
    try expectFailure(
      place, ["segment", "--srx", "bad.srx", "a.txt", "-o", "old.tmx"], status: 65,
      "bad.srx:4: beforebreak: bad regular expression at offset 3: U_REGEX_MISSING_CLOSE_BRACKET (write it as an ICU regular expression)")
    try place.put("slow.srx", Self.rules.replacingOccurrences(of: "[.:]", with: "(\\w+)+x[.:]"))
    try place.put("w.txt", String(repeating: "w", count: 100) + ". Ja")
    let slow = try place.run("segment", "--srx", "slow.srx", "w.txt")
    #expect(slow.status == 0 || slow.errors.hasPrefix("slow.srx:4: the rule cannot be matched"))
    try expectFailure(place, ["segment", "--srx", "none.srx", "a.txt"], status: 66, "none.srx: no such file (check the path)")
    try expectFailure(
      place, ["segment", "--srx", "a.txt", "a.txt"], status: 65,
      "a.txt: this is not XML (check that it is an SRX file)")
  }

  @Test(
    "Options that exclude each other are wrong usage",
    arguments: [
      ["segment", "--srx", "x.srx", "--srx-add", "x.srx", "a.txt"], ["segment", "--export-srx", "a.txt"], ["segment"],
      ["segment", "--srx", "-", "-"], ["align", "--srx", "-", "-", "en.txt"],
      ["align", "--segmented", "--srx", "x.srx", "de.txt", "en.txt"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try place.shell("exec \"$0\" " + arguments.joined(separator: " ") + " < /dev/null")
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: "))
  }
}
