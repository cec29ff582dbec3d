import FoundationEssentials
import GateCore

/// JSON as Discord's API takes and gives it.
enum DiscordJSON {
    /// The value that `bytes` are, or nil when they are no JSON.
    static func decode(_ bytes: [UInt8]) -> JSONValue? {
        // What is wrong with a foreign body does not matter: it is no JSON.
        try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// - Throws: `DispatchError.permanent` for a number that JSON has no words for.
    static func encode(_ value: JSONValue) throws(DispatchError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw .permanent("The request cannot be written as JSON.")
        }
    }
}
