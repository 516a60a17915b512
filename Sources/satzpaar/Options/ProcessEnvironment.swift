import Glibc

/// The environment that the program was started with.
enum ProcessEnvironment {
  /// The value of a variable; `nil` when it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
