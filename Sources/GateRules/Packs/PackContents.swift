/// What one pack holds, before its lists' files are read.
struct PackContents {
    var name: String
    var rules: [PlacedRule] = []
    var lists: [PlacedList] = []
}

/// A list as a pack names it, without its entries, and where it does.
struct PlacedList {
    var list: RuleList
    /// Of its id.
    let place: YAMLPlace
    /// Of its file's name.
    let filePlace: YAMLPlace
}

/// A list's file that a pack names.
struct NamedList {
    let id: String
    /// From where the gateway stands, not from where the pack does.
    let path: String
    let place: YAMLPlace
}
