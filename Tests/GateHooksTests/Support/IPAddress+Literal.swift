import GateCore

@testable import GateHooks

extension IPAddress: ExpressibleByStringLiteral {
    /// An address in a test's source.
    public init(stringLiteral text: String) {
        do {
            self = try HostLookup.addresses(of: text, numericOnly: true)[0]
        } catch {
            // A wrong literal is a fault of the test's source: no test can go on with it.
            preconditionFailure("\(text) is no address")
        }
    }
}
