import Synchronization

/// Terms as a report names them. One is made when it is first found: that takes as long as
/// to judge several texts, and the same few are found again and again.
final class ReportedTerms: Sendable {
    /// A text that finds more must wait for its names.
    private static let most = 4_096

    private let known = Mutex<[Int: ReportedTerm]>([:])

    /// The term with this number, of the rule with that.
    func term(_ number: Int, of rule: Int, in roll: RuleRoll) -> ReportedTerm {
        if let term = known.withLock({ $0[number] }) { return term }
        let term = ReportedTerm(roll.rule(rule), written: roll.written(number))
        known.withLock { known in
            if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
            known[number] = term
        }
        return term
    }
}
