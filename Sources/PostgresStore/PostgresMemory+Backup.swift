extension PostgresMemory {
  public func backup(to path: String) throws {}
}
