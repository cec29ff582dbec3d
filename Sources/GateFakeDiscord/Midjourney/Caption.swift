/// The text of a job's messages: `**prompt** - <@user> (31%) (fast)`.
struct Caption: Sendable {
    /// How far the job is.
    enum Stage: Hashable, Sendable {
        case waiting
        case percent(Int)
        case stopped
        case done
    }

    let prompt: String
    let style: Style
    let user: String
    /// `fast`, `relaxed` or `turbo`.
    let mode: String

    /// The text at a stage.
    func text(_ stage: Stage) -> String {
        let opening = "**\(prompt)** - \(style.words(user: user, isDone: stage == .done))"
        switch stage {
        case .waiting: return "\(opening) (Waiting to start)"
        case .percent(let percent): return "\(opening) (\(percent)%) (\(mode))"
        case .stopped: return "\(opening) (Stopped)"
        case .done:
            // A picture picked out of a grid is not drawn, so it has no mode.
            if case .image = style { return opening }
            return "\(opening) (\(mode))"
        }
    }
}
