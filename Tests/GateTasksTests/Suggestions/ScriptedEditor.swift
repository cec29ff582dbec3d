import GateCore
import Synchronization

/// A rule editor that notes what it is to do, and refuses when it is told to.
final class ScriptedEditor: RuleEditor {
    struct State {
        var applied: [RuleEdit] = []
        var previewed: [RuleEdit] = []
        var refusal: RuleEditRefusal?
        var meanwhile: (@Sendable () async -> Void)?
    }

    let state = Mutex(State())
    private static let changes = [
        RuleFileChange(file: "banned_words.txt", line: 3, added: "tyrone\n", isNew: false)
    ]

    func preview(
        _ edit: RuleEdit, example: RecordedText, on texts: [RecordedText]
    ) async throws(RuleEditRefusal) -> RuleEditPreview {
        let refusal = state.withLock { state in
            state.previewed.append(edit)
            return state.refusal
        }
        if let refusal { throw refusal }
        return RuleEditPreview(
            changes: Self.changes, then: TextJudgement(action: .block, matches: [], revision: "2"),
            simulation: RuleSimulation(
                active: "1", candidate: "2", judged: texts.count, stricter: 1, milder: 0,
                changedCount: 1, changed: []))
    }

    func apply(_ edit: RuleEdit) async throws(RuleEditRefusal) -> [RuleFileChange] {
        let (refusal, meanwhile) = state.withLock { ($0.refusal, $0.meanwhile) }
        await meanwhile?()
        if let refusal { throw refusal }
        state.withLock { $0.applied.append(edit) }
        return Self.changes
    }
}
