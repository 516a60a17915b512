import Corpus
import Exchange
import TMX
import TestPrograms
import Testing

@Suite struct XLIFFTests {
  /// As translation tools write it: groups, skeleton, inline elements of every kind, foreign elements, alternatives.
  private let document12 = #"""
    <?xml version="1.0" encoding="UTF-8"?>
    <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:okp="okapi">
    <file original="a.html" source-language="en-US" target-language="de-DE" datatype="html" okp:x="1"><header><skl><external-file href="x"/></skl><note>head</note></header>
    <body><group id="g1"><group id="g2">
    <trans-unit id="html_1" approved="yes" resname="menu" xml:space="preserve" okp:y="2">
     <source xml:lang="en-US">Press <g id="1" ctype="bold">Start<x id="2" ctype="lb"/></g> &amp; <ph id="p3" ctype="image" equiv-text="[img]">&lt;img/&gt;</ph>.</source>
     <target xml:lang="de-DE" state="final" state-qualifier="exact-match"><g id="1" ctype="bold">Start<x id="2" ctype="lb"/></g> drücken &amp; <ph id="p3" ctype="image" equiv-text="[img]">&lt;img/&gt;</ph>.</target>
     <note from="dev" annotates="target">formal</note><note>short</note>
     <context-group purpose="location"><context context-type="sourcefile">a.c</context><context context-type="x-line">7</context></context-group>
     <alt-trans><source>Alt</source><target>Alternative</target></alt-trans><okp:foo>bar</okp:foo>
    </trans-unit></group></group>
    <trans-unit id="2"><source>A <bpt id="1" rid="1" ctype="x-tmx-i">&lt;i&gt;</bpt>b<ept id="2" rid="1">&lt;/i&gt;</ept> <bx id="3" rid="9"/>c<ex id="4" rid="9"/> <it id="5" pos="open">&lt;u&gt;</it><mrk mtype="term" mid="6">d</mrk><mrk mtype="x-foo" comment="c">e</mrk> <bpt id="8">&lt;q&gt;</bpt></source>
     <target>A <ph id="1">&lt;a title="<sub ctype="link">T</sub>"&gt;</ph></target></trans-unit>
    <trans-unit id="3"><source>todo</source></trans-unit>
    <trans-unit id="4"><source>empty</source><target/></trans-unit>
    <trans-unit id="5"><source>One. Two.</source><seg-source><g id="1"><mrk mtype="seg" mid="0">One.</mrk></g> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>
     <target><mrk mtype="seg" mid="0">Eins.</mrk> <mrk mtype="seg" mid="1">Zwei.</mrk></target></trans-unit>
    <bin-unit id="b"><bin-source/></bin-unit>
    </body></file></xliff>
    """#

  private let document21 = #"""
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="de" xmlns:mda="m">
    <file id="f1" original="b.html"><skeleton href="x"/><notes><note>file</note></notes><group id="g"><unit id="u1" name="title" translate="yes">
     <mda:metadata><mda:metaGroup><mda:meta type="a">b</mda:meta></mda:metaGroup></mda:metadata>
     <notes><note id="n1" category="dev" appliesTo="source">in source</note><note>plain</note></notes>
     <originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data><data id="d9">unused</data></originalData>
     <segment id="s1" state="final" subState="x:y"><source>Press <pc id="1" dataRefStart="d1" dataRefEnd="d2">Start</pc> <ph id="2" dataRef="d1" equiv="br"/><cp hex="001F"/></source>
      <target><pc id="1" dataRefStart="d1" dataRefEnd="d2">Start</pc> drücken <ph id="2" dataRef="d1" equiv="br"/><cp hex="001F"/></target></segment>
     <ignorable><source> </source></ignorable>
     <segment><source><sc id="3"/>Two<ec startRef="3"/> <sc id="4" isolated="yes"/><mrk id="m1" type="term">x</mrk></source><target>Zwei</target></segment>
    </unit></group></file></xliff>
    """#

  @Test("XLIFF 1.2 is read with its tags, notes, contexts and states")
  func read12() throws {
    let read = try read(document12)
    #expect(read.notices == [])
    #expect(read.summary?.leftOut == ["untranslated": 2])
    #expect(read.header?.sourceLanguage == "en-US")
    #expect(
      read.texts == [
        "en-US=Press Start & . de-DE=Start drücken & .", "en-US=A b c de e  de-DE=A ".replacing("de e", with: "de"),
        "en-US=One. de-DE=Eins.",
        "en-US=Two. de-DE=Zwei.",
      ])
    #expect(read.units.map { $0.attributes["tuid"] } == ["html_1", "2", "5.0", "5.1"])
    #expect(
      read.units[0].remarks == [
        property("x-xliff-original", "a.html"), property("x-xliff-approved", "yes"), property("x-xliff-resname", "menu"),
        TMXRemark(.note, text: "short"), property("x-xliff-context-sourcefile", "a.c"), property("x-line", "7"),
      ])
    #expect(
      read.units[0].variants[1].remarks == [
        property("x-xliff-state", "final"), property("x-xliff-state-qualifier", "exact-match"), TMXRemark(.note, text: "formal"),
      ])
    #expect(
      read.units[0].variants[0].segment.fragment
        == #"""
        Press <bpt i="1" x="1" type="bold">&lt;g id=&quot;1&quot; ctype=&quot;bold&quot;&gt;</bpt>Start\#
        <ph x="2" type="lb">&lt;x id=&quot;2&quot; ctype=&quot;lb&quot;/&gt;</ph><ept i="1">&lt;/g&gt;</ept> &amp; \#
        <ph type="image">&lt;ph id=&quot;p3&quot; ctype=&quot;image&quot; equiv-text=&quot;[img]&quot;&gt;&amp;lt;img/&amp;gt;&lt;/ph&gt;</ph>.
        """#.replacing("&quot;", with: "\""))
    #expect(
      read.units[1].variants[0].segment.fragment == #"""
        A <bpt i="1" x="1" type="i">&lt;i&gt;</bpt>b<ept i="1">&lt;ept id="2" rid="1"&gt;&amp;lt;/i&amp;gt;&lt;/ept&gt;</ept> \#
        <bpt i="9" x="3">&lt;bx id="3" rid="9"/&gt;</bpt>c<ept i="9">&lt;ex id="4" rid="9"/&gt;</ept> \#
        <it pos="begin" x="5">&lt;u&gt;</it><hi type="term" x="6">d</hi>\#
        <bpt i="2">&lt;mrk mtype="x-foo" comment="c"&gt;</bpt>e<ept i="2">&lt;/mrk&gt;</ept> \#
        <it pos="begin" x="8">&lt;bpt id="8"&gt;&amp;lt;q&amp;gt;&lt;/bpt&gt;</it>
        """#)
    #expect(
      read.units[1].variants[1].segment.fragment == #"A <ph x="1">&lt;a title="<sub type="link">T</sub>"&gt;</ph>"#)
  }

  @Test("XLIFF 2.1 is read segment by segment, with the codes that its tags refer to")
  func read21() throws {
    let read = try read(document21)
    #expect(read.notices == [])
    #expect(read.texts == ["en=Press Start  de=Start drücken ", "en=Two x de=Zwei"])
    #expect(read.units.map { $0.attributes["tuid"] } == ["u1.s1", "u1.2"])
    #expect(
      read.units[0].remarks == [
        property("x-xliff-original", "b.html"), property("x-xliff-name", "title"), property("x-xliff-translate", "yes"),
        property("x-xliff-data-d1", "<b>"), property("x-xliff-data-d2", "</b>"), property("x-xliff-segment", "s1"),
        TMXRemark(.note, text: "plain"),
      ])
    #expect(read.units[0].variants[0].remarks == [TMXRemark(.note, text: "in source")])
    #expect(read.units[0].variants[1].remarks == [property("x-xliff-state", "final"), property("x-xliff-subState", "x:y")])
    #expect(
      read.units[1].variants[0].segment.fragment == #"""
        <bpt i="1" x="3">&lt;sc id="3"/&gt;</bpt>Two<ept i="1">&lt;ec startRef="3"/&gt;</ept> \#
        <it pos="begin" x="4">&lt;sc id="4" isolated="yes"/&gt;</it><bpt i="2">&lt;mrk id="m1" type="term"&gt;</bpt>x<ept i="2">&lt;/mrk&gt;</ept>
        """#)
  }

  @Test(
    "Written again the units are the same, in the other version but for the order of properties and text in tags",
    arguments: UnitFormat.allCases)
  func again(format: UnitFormat) throws {
    guard [.xliff, .xliff2, .jsonl, .tmx].contains(format) else { return }
    for (document, other) in [(document12, UnitFormat.xliff2), (document21, .xliff)] {
      let units = try read(document)
      let written = try write(units.units, format, header: try #require(units.header))
      #expect(written.tally.losses == (format == .xliff2 && other == .xliff2 ? [.tags: 1] : [:]) && written.tally.leftOut == [:])
      let again = try read(written.bytes).units
      #expect(again.count == units.units.count)
      for (var unit, var expected) in zip(again, units.units) {
        if format == other {
          for index in 0..<2 {
            unit.variants[index].remarks.sort { $0.text < $1.text }
            expected.variants[index].remarks.sort { $0.text < $1.text }
          }
          unit.remarks.sort { $0.text < $1.text }
          expected.remarks.sort { $0.text < $1.text }
          if format == .xliff2, unit.attributes["tuid"] == "2" { expected.variants[1] = unit.variants[1] }
        }
        #expect(unit == expected, "\(written.text)")
      }
    }
  }

  @Test("Written again in its own version, the texts of a document have the same tags")
  func sameTags() throws {
    func texts(_ text: String) throws -> [String] {
      let whole = text.split(separator: "\n").joined()
      return whole.matches(of: /<(source|target)[^>]*>(.*?)<\/(source|target)>/).map { String($0.2) }
    }
    let written12 = try write(read(document12).units, .xliff).text
    #expect(try texts(written12).prefix(4) == [texts(document12)[0], texts(document12)[1], texts(document12)[4], texts(document12)[5]])
    let written21 = try write(read(document21).units, .xliff2).text
    #expect(try texts(written21).prefix(2) == texts(document21).prefix(2))
    #expect(written21.contains("<data id=\"d1\">&lt;b&gt;</data>"))
  }

  @Test("Units without a target are taken when asked for")
  func untranslated() throws {
    let read = try read(document12) { $0.untranslated = true }
    #expect(read.texts.filter { !$0.contains("de-DE") } == ["en-US=todo", "en-US=empty"])
    #expect(read.summary?.leftOut == [:])
  }

  @Test("A document whose elements have a prefix is read like any other")
  func prefixed() throws {
    let text =
      "<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:1.2' version='1.2'><x:file source-language='fr' target-language='it'><x:body><x:trans-unit id='1'><x:source>a<x:x id='1'/></x:source><source>no</source><x:target>b</x:target></x:trans-unit></x:body></x:file></x:xliff>"
    let read = try read(text)
    #expect(read.texts == ["fr=a it=b"])
    #expect(read.units[0].variants[0].segment.tags.count == 1)
  }

  @Test("Files of other source languages name them in their units, and unknown elements leave their text")
  func several() throws {
    func file(_ source: String, _ text: String) -> String {
      "<file source-language='\(source)' target-language='de' original='\(source)'><body><trans-unit id='1'><source>\(text)</source><target>x</target></trans-unit></body></file>"
    }
    let read = try read("<xliff version='1.2'>\n\(file("en", "a<b>c</b>"))\(file("fr", "d"))</xliff>")
    #expect(read.texts == ["en=ac de=x", "fr=d de=x"])
    #expect(read.units.map { $0.attributes["srclang"] } == [nil, "fr"])
    #expect(read.notices == [TMXNotice(.warning, line: 2, "the tags of <b> are left out of the text")])
  }

  @Test("A broken document is an error with its line, and gives the units before that place when recovering")
  func broken() throws {
    let text = document12.replacing("<trans-unit id=\"3\"><source>todo</source>", with: "<trans-unit id=\"3\"><source>todo</sauce>")
    #expect {
      try read(text).units.count
    } throws: {
      "\($0)".hasPrefix("x:14: the XML is not well-formed: Opening and ending tag mismatch: source line 14 and sauce")
    }
    let recovered = try read(text) { $0.recovers = true }
    #expect(recovered.units.count == 2)
    #expect(recovered.notices.map(\.kind) == [.skipped] && recovered.notices.first?.line == 14)
    #expect { try read("<html/>", format: .xliff).units.count } throws: {
      "\($0)".hasPrefix("x:1: this is not XLIFF: the document is a <html>")
    }
  }

  @Test("What align writes as XLIFF comes back as it does in TMX, but for origins and dates")
  func ownExport() throws {
    let bitext = Bitext.sample([(["Ja.", "Ja!"], ["Yes."], 0.97), (["Zwei"], ["Two"], 0.4)])
    var bytes: [UInt8] = []
    _ = try BitextExporter(format: .xliff, options: .init(toolVersion: "1")).write(bitext) { bytes += $0 }
    let read = try read(bytes)
    #expect(read.texts == ["en=Yes. de=Ja. Ja!", "en=Two de=Zwei"])
    #expect(read.units.map(\.confidence) == [0.97, 0.4])
    #expect(read.properties("x-satzpaar-bead") == ["2-1", "1-1"])
    #expect(read.units.map { $0.variants[1].remarks.property("x-xliff-state") } == ["translated", "needs-review-translation"])
  }
}
