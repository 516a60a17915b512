import Glibc

/// How long things take.
enum Timing {
  /// The thread's own time, so that other programs do not count.
  static func processorSeconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return now() - start
  }

  /// The time on the clock.
  static func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    let duration = (ContinuousClock.now - start).components
    return Double(duration.seconds) + Double(duration.attoseconds) / 1e18
  }

  /// Median, 99th percentile, maximum and mean in milliseconds.
  static func quantiles(_ times: [Double]) -> [(String, Double)] {
    let sorted = times.sorted()
    guard let last = sorted.last else { return [] }
    return [
      ("p50_ms", 1000 * sorted[sorted.count / 2]), ("p99_ms", 1000 * sorted[sorted.count * 99 / 100]), ("max_ms", 1000 * last),
      ("mean_ms", 1000 * sorted.reduce(0, +) / Double(sorted.count)),
    ]
  }
}
