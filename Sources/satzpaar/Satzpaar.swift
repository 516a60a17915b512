import ArgumentParser

@main struct Satzpaar: ParsableCommand {}
