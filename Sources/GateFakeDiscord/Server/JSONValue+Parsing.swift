import Foundation
import GateCore

extension JSONValue {
    /// Reads a JSON text.
    /// - Throws: `DecodingError`, when it is none.
    init(parsing bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// An object of the members that are not nil.
    static func members(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 })
    }

    /// This object with `other`'s members, which win. Any other value stays what it is.
    func merging(_ other: [String: JSONValue]) -> JSONValue {
        guard let object else { return self }
        return .object(object.merging(other) { _, new in new })
    }
}
