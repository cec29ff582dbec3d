/// An HTTP fault whose time has come.
struct PlannedFault: Sendable {
    /// What the call gets.
    let answer: Answer
    /// Whether the call is carried out all the same, and only its answer is another.
    let isTaken: Bool
}
