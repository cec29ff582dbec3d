import GateCore

/// Why an order over `/_control` was not taken.
struct ControlFault: Error, Sendable {
    let message: String

    /// Names that no order has.
    static func unknown(_ names: [String]) -> ControlFault {
        ControlFault(message: "unknown: \(names.sorted().joined(separator: ", "))")
    }

    /// A member of another kind.
    static func wrong(_ name: String, _ wanted: String) -> ControlFault {
        ControlFault(message: "\(name): expected \(wanted)")
    }

    /// 400 with the message.
    var answer: Answer { .json(["error": .string(message)], status: 400) }
}
