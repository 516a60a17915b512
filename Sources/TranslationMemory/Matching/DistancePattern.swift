import CKernels

/// A text prepared to be measured against many others by Levenshtein distance. Not thread-safe.
final class DistancePattern {
  private let masks: [UInt64]
  private let slots: [UInt16]
  private var scratch: [UInt64]
  private let stride: Int
  private let front: Int
  private let length: Int

  /// Prepares a text of bytes.
  /// - Parameters:
  ///   - longest: the most characters that a text it is measured against has.
  ///   - limit: the highest limit that will be asked for.
  init(_ codes: [UInt8], longest: Int, limit: Int) {
    let words = limit / 64 + 1
    length = codes.count
    front = 64 * (words + 2)
    stride = words + 2 + (max(length, longest) + limit) / 64 + words + 4
    var slots = [UInt16](repeating: 0, count: 256)
    var distinct: UInt16 = 0
    for code in codes where slots[Int(code)] == 0 {
      distinct += 1
      slots[Int(code)] = distinct
    }
    var masks = [UInt64](repeating: 0, count: (Int(distinct) + 1) * stride)
    for (index, code) in codes.enumerated() {
      masks[Int(slots[Int(code)]) * stride + (front + index) / 64] |= 1 << UInt64((front + index) % 64)
    }
    (self.slots, self.masks) = (slots, masks)
    scratch = [UInt64](repeating: 0, count: 2 * words)
  }

  /// The distance to a text if it is at most `limit`, and `limit` + 1 otherwise.
  @inline(__always)
  func distance(to text: UnsafePointer<UInt8>?, count: Int, limit: Int) -> Int {
    masks.withUnsafeBufferPointer { masks in
      slots.withUnsafeBufferPointer { slots in
        scratch.withUnsafeMutableBufferPointer { scratch in
          var pattern = kernel_pattern(
            masks: masks.baseAddress, slots: slots.baseAddress, stride: stride, front: front, length: length, scratch: scratch.baseAddress)
          return kernel_distance(&pattern, text, count, limit)
        }
      }
    }
  }

  /// The distance to a text if it is at most `limit`, and `limit` + 1 otherwise.
  func distance(to text: [UInt8], limit: Int) -> Int {
    text.withUnsafeBufferPointer { distance(to: $0.baseAddress, count: $0.count, limit: limit) }
  }
}
