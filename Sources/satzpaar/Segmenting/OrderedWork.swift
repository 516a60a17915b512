import Dispatch
import Synchronization

/// Jobs that several workers do at once, and whose results come in the order of the jobs.
///
/// With one worker the caller's thread does each job at once. Not thread-safe: one task hands in jobs and takes results.
final class OrderedWork<Worker, Job: Sendable, Output: Sendable> {
  private let lanes: [Lane<Worker>]
  private let work: @Sendable (inout Worker, Job) throws -> Output
  private var tickets: [Ticket<Output>] = []
  private var nextLane = 0

  /// Makes the workers.
  /// - Parameters:
  ///   - count: how many, at least 1.
  ///   - first: the first worker, which does all jobs that ask for it; the others are made when they are needed.
  init(
    count: Int, first: sending Worker, others: @escaping @Sendable () throws -> Worker,
    work: @escaping @Sendable (inout Worker, Job) throws -> Output
  ) {
    lanes = [Lane(first, making: others)] + (1..<max(1, count)).map { _ in Lane(nil, making: others) }
    self.work = work
  }

  /// How many results are still to be taken.
  var count: Int { tickets.count }
  /// Whether a result should be taken before the next job, so that memory stays bounded.
  var isFull: Bool { count >= 2 * lanes.count }

  /// Hands in a job.
  /// - Parameter needsFirst: whether it goes to the first worker, behind that one's other jobs.
  func add(_ job: Job, needsFirst: Bool = false) {
    let ticket = Ticket<Output>()
    tickets.append(ticket)
    let lane = lanes[needsFirst ? 0 : nextLane]
    if !needsFirst { nextLane = (nextLane + 1) % lanes.count }
    let work = work
    lane.run(now: lanes.count == 1) { lane in ticket.deliver { try lane.use { try work(&$0, job) } } }
  }

  /// The result of the oldest job, when it is done; `nil` when all were taken.
  /// - Throws: what the job threw.
  func take() throws -> Output? { tickets.isEmpty ? nil : try tickets.removeFirst().result() }
}

/// One worker and the queue of its jobs; the worker is touched only by them.
private final class Lane<Worker>: @unchecked Sendable {
  private let queue = DispatchQueue(label: "satzpaar.lane")
  private let make: @Sendable () throws -> Worker
  private var made: Worker?

  init(_ worker: sending Worker?, making make: @escaping @Sendable () throws -> Worker) {
    made = worker
    self.make = make
  }

  func run(now: Bool, _ job: @escaping @Sendable (Lane) -> Void) {
    if now { job(self) } else { queue.async { job(self) } }
  }

  func use<Result>(_ body: (inout Worker) throws -> Result) throws -> Result {
    // Taken out, so that it is not copied.
    var worker = try made ?? make()
    made = nil
    defer { made = worker }
    return try body(&worker)
  }
}

/// A result that is still to come.
private final class Ticket<Value: Sendable>: Sendable {
  private let isDelivered = DispatchSemaphore(value: 0)
  private let value = Mutex<Result<Value, any Error>?>(nil)

  func deliver(_ body: () throws -> Value) {
    let result = Result { try body() }
    value.withLock { $0 = result }
    isDelivered.signal()
  }

  func result() throws -> Value? {
    isDelivered.wait()
    return try value.withLock { $0 }?.get()
  }
}
