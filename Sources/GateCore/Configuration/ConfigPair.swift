/// A key of a configuration file's mapping, with its value.
public struct ConfigPair: Sendable {
    public let key: String
    /// Where the key begins.
    public let place: ConfigPlace
    public let value: ConfigNode

    /// Describes one pair; see the properties.
    public init(_ key: String, _ value: ConfigNode, at place: ConfigPlace = ConfigPlace()) {
        self.key = key
        self.place = place
        self.value = value
    }
}
