import GateCore
import GateExternal
import GateLimits
import GateResults
import Logging

/// What the stages of the gateway are built with.
struct StageParts: Sendable {
    let strikes: any StrikeLedger
    let quota: QuotaKeeper
    let archive: ArchiveParts
    let external: ExternalParts
    let time: any Timekeeper
    let log: Logger
}
