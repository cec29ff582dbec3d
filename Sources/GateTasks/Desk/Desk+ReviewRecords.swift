import GateCore

/// The records of what humans decide. They are ordinary audit records under names of
/// their own; here is the one place that knows how they look.
extension Desk {
    /// The record of a decision and of what the stages said after it.
    func record(
        of decision: Decision, _ judgement: Judgement, _ outcome: Outcome
    ) -> AuditRecord {
        let task = decision.task
        let exchange = Exchange(
            id: ExchangeID(freshID()),
            caller: Caller(
                tenant: decision.tenant, key: decision.admin, scope: .admin,
                endUser: task.hold?.endUser),
            surface: .trigger, kind: decision.act.rawValue, task: task.id,
            text: task.hold?.text ?? "", rules: parts.rules.current(),
            receivedAt: parts.time.wall())
        let whole = Judgement(
            verdict: judgement.verdict, endedBy: judgement.endedBy,
            isUnavailable: judgement.isUnavailable,
            runs: [human(decision.act.rawValue, decision.reason)] + judgement.runs,
            matches: judgement.matches, revision: judgement.revision)
        return record(exchange, whole, outcome, task: task.id, problem: judgement.problem)
    }

    /// The record of a decision that no stage has a say in.
    func record(of decision: Decision, _ outcome: Outcome, _ failure: TaskFailure) -> AuditRecord {
        let verdict = Verdict.deny(Reason(failure.code, failure.reason))
        return record(
            of: decision,
            Judgement(
                verdict: verdict, endedBy: "review", runs: [], matches: decision.task.matches,
                revision: decision.task.revision), outcome)
    }

    /// The record of forgiven strikes.
    func forgivenessRecord(_ user: EndUser, reason: String?, by admin: KeyID) -> AuditRecord {
        let kind = "strikes.forgive"
        return AuditRecord(
            id: ExchangeID(freshID()), at: parts.time.wall(), tenant: user.tenant, key: admin,
            endUser: user.name, surface: .trigger, kind: kind, task: nil, outcome: .accepted,
            action: .allow, code: nil, endedBy: nil, stages: [human(kind, reason)], matches: [],
            revision: parts.rules.current().revision, prompt: "")
    }

    /// The human, as the stage that they are here.
    private func human(_ kind: String, _ reason: String?) -> StageRun {
        let word = kind.split(separator: ".").last.map(String.init) ?? kind
        return StageRun(
            stage: "review", verdict: word, mode: .enforce, microseconds: 0, note: reason)
    }
}
