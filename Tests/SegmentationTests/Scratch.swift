import Testing
@testable import Segmentation
@Test("scratch") func scratch() {
  var c = CharacterClasses()
  for p in [#"\b(Mrs?|No|pp|St|no|Sr|Jr|[Ss]ek|Bros|[Bb]tw|vs|esp|[Ff]ig|Jan|Feb|Mar|Apr|Ju[nl]|Aug|Sept?|O[ck]t|Nov|Dec|PhD|BSc|BEng|BComp|BArch|al|cf|Inc|Ms|MEng|MSc|MComp|Gen|Sen|Prof|Corp|Co|co|Ltd|Buchst)\.[\u00A0\s]{1,2}"#, #"\b(Mrs?|No)\."#, #"[\u00A0\s]{1,2}"#, #"O[ck]t"#] {
    let s = PatternParser(p, classes: &c).shape
    print(s.length, s.edge(3, backwards: true).map { s in (0...512).count { s.contains($0) } }, s.edge(1, backwards: false).map { s in (0...512).count { s.contains($0) } })
  }
}
