import GRDB
import Synchronization

/// One caller's writes, waiting for the transaction that they share with others'.
protocol PendingWriting: Sendable {
    /// Does the writes and keeps what they return.
    func perform(_ db: Database) throws

    /// Keeps that the writes were undone, and why.
    func fail(_ error: any Error)

    /// Answers the caller; `failure` is why the transaction as a whole was undone.
    func settle(_ failure: (any Error)?)
}

/// The one kind of `PendingWriting`, for every type of answer.
final class PendingWrite<Value: Sendable>: PendingWriting {
    private let work: @Sendable (Database) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(
        _ work: @escaping @Sendable (Database) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        self.work = work
        self.continuation = continuation
    }

    func perform(_ db: Database) throws {
        let value = try work(db)
        outcome.withLock { $0 = .success(value) }
    }

    func fail(_ error: any Error) {
        outcome.withLock { $0 = .failure(error) }
    }

    func settle(_ failure: (any Error)?) {
        switch (outcome.withLock { $0 }, failure) {
        case (.failure(let error), _): continuation.resume(throwing: error)
        case (_, let failure?): continuation.resume(throwing: failure)
        case (.success(let value), nil): continuation.resume(returning: value)
        case (nil, nil): continuation.resume(throwing: CancellationError())  // never performed
        }
    }
}
