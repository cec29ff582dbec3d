import GateCore

/// What is wrong with the fields of a body, as Discord nests it:
/// `{"data":{"version":{"_errors":[{"code":…,"message":…}]}}}`.
struct FormErrors: Sendable {
    private(set) var json: JSONValue = .object([:])

    var isEmpty: Bool { json == .object([:]) }

    /// Notes a fault.
    /// - Parameters:
    ///   - path: the field's names from the outside in, with dots between.
    ///   - code: Discord's word for it.
    ///   - message: what Discord says.
    mutating func add(_ path: String, _ code: String, _ message: String) {
        let fault: JSONValue = ["code": .string(code), "message": .string(message)]
        json = Self.adding(fault, at: path.split(separator: ".").map(String.init), to: json)
    }

    /// Notes that a field is missing.
    mutating func addMissing(_ path: String) {
        add(path, "BASE_TYPE_REQUIRED", "This field is required")
    }

    /// One fault as errors of its own.
    static func one(_ path: String, _ code: String, _ message: String) -> FormErrors {
        var errors = FormErrors()
        errors.add(path, code, message)
        return errors
    }

    private static func adding(
        _ fault: JSONValue, at path: [String], to node: JSONValue
    ) -> JSONValue {
        var members = node.object ?? [:]
        if let name = path.first {
            members[name] = adding(fault, at: Array(path.dropFirst()), to: members[name] ?? [:])
        } else {
            members["_errors"] = .array((members["_errors"]?.array ?? []) + [fault])
        }
        return .object(members)
    }
}
