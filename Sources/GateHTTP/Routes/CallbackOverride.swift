import GateCore

/// Whether a call may name an address of its own for its task's webhooks.
struct CallbackOverride: Sendable {
    /// What is wrong with an address; nil when it may be used.
    let fault: @Sendable (String) -> String?

    /// - Throws: `Problem`: `notAllowed` where the tenant may not, `badParameters` for an
    ///   address that no webhook may go to.
    func check(_ address: String?, _ tenant: Tenant) throws(Problem) {
        guard let address else { return }
        guard tenant.callbackOverride == true else {
            throw Problem(
                .notAllowed, "The tenant's callback_override does not allow a callback_url.")
        }
        if let words = fault(address) {
            throw Problem(
                .badParameters, "callback_url \(words).",
                fields: [FieldFault("callback_url", words)])
        }
    }
}
