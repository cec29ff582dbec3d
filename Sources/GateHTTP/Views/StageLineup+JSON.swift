import GateCore

extension StageLineup {
    /// `{"rewrite":[…],"request":[…],"result":[…]}`: every place with its settings, what its stage said
    /// since the process began, and how it stands.
    func json(revision: String, _ tally: [String: StageTally.Count]) -> OrderedJSON {
        [
            "revision": .text(revision),
            "rewrite": .list(plan.rewrite.map { $0.json(tally["rewrite/\($0.name)"], nil) }),
            "request": .list(
                plan.request.map {
                    $0.json(tally[$0.name], stage(named: $0.name) as? any ObservableStage)
                }),
            "result": .list(
                plan.result.map {
                    $0.json(
                        tally["result/\($0.name)"],
                        resultStage(named: $0.name) as? any ObservableStage)
                }),
        ]
    }
}

extension StagePlan {
    fileprivate func json(
        _ count: StageTally.Count?, _ stage: (any ObservableStage)?
    ) -> OrderedJSON {
        [
            "name": .text(name), "kind": .text(kind.rawValue), "enabled": .flag(isEnabled),
            "mode": .text(mode.rawValue),
            "timeout_ms": .number(Int(timeout.microseconds / 1000)),
            "on_error": .text(onError.rawValue), "counts": Self.json(count?.enforced),
            "shadow_counts": Self.json(count?.shadow),
            "microseconds": .number(Int(count?.microseconds ?? 0)),
            "standing": .value(stage?.standing ?? .null),
        ]
    }

    private static func json(_ words: [String: Int]?) -> OrderedJSON {
        .value(.object((words ?? [:]).mapValues { .int(Int64($0)) }))
    }
}
