import GateCore

/// A pipeline file, as its parsed value, with the place of every item.
enum PipelineFile {
    /// A mapping of `request` and `result` lists; each item is on a line of its own.
    static func node(
        request: [[(String, ConfigNode.Content)]]? = nil,
        result: [[(String, ConfigNode.Content)]]? = nil
    ) -> ConfigNode {
        var line = 0
        func list(_ key: String, _ items: [[(String, ConfigNode.Content)]]?) -> [ConfigPair] {
            guard let items else { return [] }
            line += 1
            let keyLine = line
            let nodes = items.map { item -> ConfigNode in
                line += 1
                let pairs = item.enumerated().map { place, pair in
                    let column = 5 + place * 10
                    return ConfigPair(
                        pair.0,
                        ConfigNode(pair.1, at: ConfigPlace(line: line, column: column + 4)),
                        at: ConfigPlace(line: line, column: column))
                }
                return ConfigNode(.mapping(pairs), at: ConfigPlace(line: line, column: 5))
            }
            return [
                ConfigPair(
                    key, ConfigNode(.list(nodes), at: ConfigPlace(line: keyLine, column: 9)),
                    at: ConfigPlace(line: keyLine, column: 1))
            ]
        }
        return ConfigNode(
            .mapping(list("request", request) + list("result", result)),
            at: ConfigPlace(line: 1, column: 1))
    }
}
