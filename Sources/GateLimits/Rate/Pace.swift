import GateCore

/// What is remembered of whoever is paced.
struct Pace {
    /// The pace kept until now.
    var limit: GCRA
    /// When the next call would come of one who keeps it exactly.
    var arrival: Instant
}
