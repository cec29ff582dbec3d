import GateCore
import GateLimits
import Logging

/// What the stages of the gateway are built with.
struct StageParts: Sendable {
    let rateLimit: RateLimitStage
    let strikes: any StrikeLedger
    let quota: any QuotaLedger
    let time: any Timekeeper
    let log: Logger
}
