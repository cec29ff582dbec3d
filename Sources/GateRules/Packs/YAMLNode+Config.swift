import GateCore

extension YAMLNode {
    /// The value as the core's readers of settings take it.
    var config: ConfigNode {
        let place = ConfigPlace(line: place.line, column: place.column)
        switch content {
        case .text: return ConfigNode(text.map { .text($0) } ?? .missing, at: place)
        case .list(let nodes): return ConfigNode(.list(nodes.map(\.config)), at: place)
        case .mapping(let pairs): return ConfigNode(.mapping(pairs.map(\.config)), at: place)
        }
    }
}

extension YAMLPair {
    fileprivate var config: ConfigPair {
        ConfigPair(
            key, value.config, at: ConfigPlace(line: place.line, column: place.column))
    }
}
