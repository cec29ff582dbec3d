/// An answer that says nothing: it has another shape than its format.
struct AnswerFault: Error, Hashable {
    /// What is wrong with it; nothing of the answer itself.
    let detail: String

    /// - Parameter detail: what is wrong with it.
    init(_ detail: String) { self.detail = detail }
}
