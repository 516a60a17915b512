// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// A stage of the pipeline: a Swift module in `Sources/<name>` that may import only what is listed here.
func stage(_ name: String, imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: strict)
}

/// The tests of a stage, in `Tests/<name>Tests`.
func tests(_ name: String, using: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + using, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "satzpaar",
  products: [
    .executable(name: "satzpaar", targets: ["satzpaar"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CICU", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CEmbeddedData"),
    .target(name: "CKernels"),
    stage("Corpus"),
    stage("ICUText", imports: ["CICU"]),
    stage("FileIO", imports: ["Corpus"]),
    stage("PostgreSQL", imports: ["Corpus", "CPostgres"]),
    stage("Documents", imports: ["Corpus", "ICUText", "FileIO"]),
    stage("Segmentation", imports: ["Corpus", "ICUText", "CEmbeddedData"], exclude: ["Data"]),
    stage("SRX", imports: ["Corpus", "FileIO", "Segmentation", "CLibXML2"]),
    stage("BilingualModel", imports: ["Corpus", "ICUText", "FileIO", "CKernels", "CEmbeddedData"], exclude: ["Data"]),
    stage("SentenceEncoding", imports: ["Corpus", "CSQLite"]),
    stage("SentenceAlignment", imports: ["Corpus", "BilingualModel", "SentenceEncoding", "CEmbeddedData"], exclude: ["Data"]),
    stage("TMX", imports: ["Corpus", "CLibXML2"]),
    stage("Exchange", imports: ["Corpus", "CLibXML2", "TMX"]),
    stage("TranslationMemory", imports: ["Corpus", "FileIO", "ICUText", "TMX", "CKernels", "CStemmer"]),
    // The engines of memories, apart from TranslationMemory so that it does not depend on any database.
    stage(
      "SQLiteStore", imports: ["Corpus", "FileIO", "TMX", "TranslationMemory", "CSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
    stage("PostgresStore", imports: ["Corpus", "TMX", "TranslationMemory", "PostgreSQL", "SQLiteStore"]),
    stage("Evaluation", imports: ["Corpus"]),
    .executableTarget(
      name: "satzpaar",
      dependencies: [
        "Corpus", "ICUText", "FileIO", "Documents", "Segmentation", "SRX", "BilingualModel", "SentenceAlignment", "SentenceEncoding",
        "TMX", "Exchange", "Evaluation", "TranslationMemory", "SQLiteStore", "PostgresStore", "PostgreSQL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "AlignerTraining",
      dependencies: [
        "Corpus", "BilingualModel", "SentenceAlignment", "SentenceEncoding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "PairBench",
      dependencies: [
        "Corpus", "FileIO", "Documents", "Segmentation", "SentenceAlignment", "TMX", "Exchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/bench/PairBench", swiftSettings: strict),
    .executableTarget(
      name: "MemoryBench",
      dependencies: [
        "TranslationMemory", "SQLiteStore", "TMX", "FileIO", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "tools/bench/MemoryBench", exclude: ["memory.py", "packages.txt", "requirements.txt"], swiftSettings: strict),
    .executableTarget(
      name: "TMXBench",
      dependencies: ["Corpus", "FileIO", "TMX", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "tools/bench/TMXBench", swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    // Apart from TestSupport because it imports Foundation, whose own copy of ICU's headers must not meet CICU's in one module.
    .target(name: "TestPrograms", dependencies: ["Corpus", "TestSupport"], path: "Tests/TestPrograms", swiftSettings: strict),
    tests("Corpus", using: ["TestPrograms"]),
    tests("ICUText"),
    tests("FileIO"),
    tests("PostgreSQL"),
    tests("Documents"),
    tests("Segmentation", using: ["Documents", "FileIO"], exclude: ["Data"]),
    tests("SRX"),
    tests("BilingualModel"),
    tests("SentenceAlignment", using: ["BilingualModel", "Corpus", "Documents", "Evaluation", "FileIO", "Segmentation"]),
    tests("SentenceEncoding", exclude: ["embeddings_server.py"]),
    tests("TMX", using: ["TestPrograms"], exclude: ["Files"]),
    tests("Exchange", using: ["TMX", "TestPrograms"], exclude: ["Golden"]),
    tests("TranslationMemory", using: ["SQLiteStore", "PostgresStore", "PostgreSQL", "TMX", "Corpus", "TestPrograms"]),
    tests("Evaluation"),
    .testTarget(
      name: "CommandLineTests", dependencies: ["satzpaar", "TestPrograms", "TestSupport"], exclude: ["Golden"], swiftSettings: strict),
  ]
)
