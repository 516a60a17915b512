/// Finds where the stretch before a place may start that a rule's pattern matches, without looking at the same text again and again.
struct StartSearch {
  /// What `find` found, the nearest first.
  private(set) var starts: [Int] = []
  /// For a pattern's possible first characters, a stretch that is known to have none of them.
  private var clear: [SymbolSet: Range<Int>] = [:]

  /// Looks for the starts of matches that end at a place: offsets of a character that a match can start with, by the least and most length of a
  /// match, at most `SRXEngine.reach` units away.
  mutating func find(_ form: CompiledRule.Form, before place: Int, in units: [UInt16]) {
    starts.removeAll(keepingCapacity: true)
    // A character has one or two units.
    let lowest = max(0, place - min(2 * form.length.upperBound, SRXEngine.reach))
    let highest = place - form.length.lowerBound
    let isLong = highest - lowest > 32
    let known = isLong ? clear[form.start, default: 0..<0] : 0..<0
    var offset = highest
    if form.length.lowerBound == 0 {
      starts.append(place)
      offset -= 1
    }
    while offset >= lowest {
      if known.contains(offset) {
        offset = known.lowerBound - 1
        continue
      }
      let next = units.nextPlace(offset)
      let isInside = offset > 0 && units.previousPlace(offset + 1) < offset
      if !isInside, form.start.contains(SymbolSet.symbol(units[next - 1])) { starts.append(offset) }
      offset -= 1
    }
    if isLong, starts.isEmpty {
      let isTouching = known.upperBound >= lowest && known.lowerBound <= lowest
      clear[form.start] = (isTouching ? known.lowerBound : lowest)..<highest + 1
    }
  }
}
