import GateCore

extension RuleRefusal {
    /// What the operator is told.
    /// - Parameter field: the one that names the rules.
    func problem(field: String) -> Problem {
        switch self {
        case .unknownRevision(let name):
            Problem(.notFound, "No revision \"\(name.prefix(64))\" is kept.")
        case .faults(let faults):
            Problem(
                .badParameters,
                "The rules cannot take effect: \(faults.first?.description ?? "")",
                fields: faults.prefix(100).map { FieldFault(field, $0.description) })
        case .storage(let reason):
            Problem(
                .couldNotJudge, "The revision could not be kept: \(reason)",
                retryAfter: .seconds(1))
        }
    }
}
