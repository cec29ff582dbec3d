/// How much is measured.
struct Plan {
    /// The sizes of the lists.
    let sizes = [200, 2_000, 10_000, 100_000]
    /// How many texts are checked for exactness, by size of the list.
    let checkedTexts: [Int]
    /// How many rounds all engines run.
    let rounds: Int
    /// How long an engine runs in one round, in nanoseconds.
    let slice: Double
    /// In how many new processes a revision is made.
    let builds: Int
    /// How often each adversarial text is judged.
    let adversarialRuns: Int

    /// For figures that are published.
    static let full = Plan(
        checkedTexts: [5_000, 1_000, 400, 40], rounds: 11, slice: 250e6, builds: 5,
        adversarialRuns: 31)
    /// For every change.
    static let quick = Plan(
        checkedTexts: [1_000, 200, 60, 6], rounds: 5, slice: 60e6, builds: 3, adversarialRuns: 9)
}
