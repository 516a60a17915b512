/// The repository's root, found from this file's place.
public let repositoryRoot: String = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

/// The seed pair, part of the repository.
public let kimPutin = repositoryRoot + "/corpora/kim-putin"

/// The development data beside the repository; tests that need it skip themselves when it is absent.
public let developmentData = repositoryRoot + "/../shared/data"
