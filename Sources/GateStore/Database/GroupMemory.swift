import GRDB

/// What every write of a group would write anew, held in memory until its transaction ends.
/// Used by one thread at a time: whoever has the writing connection.
protocol GroupMemory: Sendable {
    /// A transaction begins.
    func open()

    /// Writes what it holds, as the transaction's last statement.
    func flush(_ db: Database) throws

    /// The transaction has ended, either way: what is held counts no more.
    func close()
}
