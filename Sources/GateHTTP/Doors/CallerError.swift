import GateCore

/// What went wrong with a request whose caller is known: how much of it the caller is
/// shown is a setting of its tenant.
struct CallerError: Error {
    let caller: Caller
    let cause: any Error
}
