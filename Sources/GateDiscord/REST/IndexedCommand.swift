/// How Discord knows a command at the moment.
struct IndexedCommand: Hashable, Sendable {
    let id: String
    var version: String
}
