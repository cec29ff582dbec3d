import GateCore

extension TextJudgement {
    /// The native verdict on `text`.
    func json(text: String, _ explain: ExplainMode) -> OrderedJSON {
        [
            "action": .text(action.rawValue), "flagged": .flag(action != .allow),
            "revision": .text(revision), "text": .text(text), "matches": matches.json(explain),
        ]
    }
}
