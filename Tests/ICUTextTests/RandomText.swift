import TestSupport

/// Random scalars of every UTF-8 and UTF-16 width, with combining marks, joiners, emoji sequences, separators and unassigned ones among them.
func randomText(_ count: Int, _ random: inout SplitMix64) -> String {
  let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x20...0x7E, 0x0A...0x0D, 0xA0...0x17F, 0x300...0x36F, 0x600...0x6FF, 0x2000...0x206F, 0x4E00...0x4EFF, 0xE000...0xFFFD,
    0x1F300...0x1F6FF, 0x1F1E6...0x1F1FF, 0xFE00...0xFE0F, 0x10000...0x10FFFF,
  ]
  var scalars = String.UnicodeScalarView()
  while scalars.count < count {
    guard let range = ranges.randomElement(using: &random), let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) else {
      continue
    }
    scalars.append(scalar)
  }
  return String(scalars)
}
