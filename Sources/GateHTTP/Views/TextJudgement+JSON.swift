import GateCore

extension TextJudgement {
    /// The native verdict on `text`. What rules in shadow mode found is for those only who
    /// may see everything.
    func json(text: String, _ explain: ExplainMode) -> OrderedJSON {
        let verdict: OrderedJSON = [
            "action": .text(action.rawValue), "flagged": .flag(action != .allow),
            "revision": .text(revision), "text": .text(text), "matches": matches.json(explain),
        ]
        guard explain == .full, !shadow.isEmpty else { return verdict }
        return verdict.adding(["shadow": shadow.json(explain)])
    }
}
