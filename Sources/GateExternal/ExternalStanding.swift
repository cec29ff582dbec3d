import GateCore

/// How an external stage stands: for metrics, and for `/v1/admin/pipeline`.
public struct ExternalStanding: Hashable, Sendable {
    /// What was counted since the stage was built.
    public struct Tally: Hashable, Sendable {
        /// Questions with a hit, and without one.
        public var hits = 0
        public var clear = 0
        /// Questions that failed, told apart.
        public var unreachable = 0
        public var timeouts = 0
        public var errors = 0
        /// Of the unreachable: turned away by the open circuit, and for want of a place.
        public var circuitOpen = 0
        public var noPlace = 0
        /// Questions whose caller went away.
        public var cancelled = 0
        /// Calls that were made, and how many of them were repetitions.
        public var calls = 0
        public var retries = 0
        public var cacheHits = 0
        public var cacheMisses = 0

        init() {}
    }

    /// Host and port of the service.
    public let host: String
    public let format: ServiceFormat
    /// `closed`, `open` or `half_open`.
    public let circuit: String
    /// How long no call is made yet.
    public let opensIn: Duration?
    /// How often the circuit opened.
    public let openings: Int
    public let inFlight: Int
    public let waiting: Int
    /// How many answers are remembered; nil where none are.
    public let cacheEntries: Int?
    public let tally: Tally
    /// The words for the last failure.
    public let lastFailure: String?
    /// Variables of headers that are not set; nothing is sent then.
    public let missingVariables: [String]

    /// As `/v1/admin/pipeline` shows it.
    public var json: JSONValue {
        [
            "host": .string(host), "format": .string(format.rawValue),
            "breaker": [
                "state": .string(circuit), "opened": .int(Int64(openings)),
                "retry_in_ms": opensIn.map { .int($0.milliseconds) } ?? .null,
            ],
            "in_flight": .int(Int64(inFlight)), "waiting": .int(Int64(waiting)),
            "cache": cacheJSON, "counts": tally.json,
            "last_failure": lastFailure.map { .string($0) } ?? .null,
            "missing_variables": .array(missingVariables.map { .string($0) }),
        ]
    }

    private var cacheJSON: JSONValue {
        guard let cacheEntries else { return .null }
        return [
            "entries": .int(Int64(cacheEntries)), "hits": .int(Int64(tally.cacheHits)),
            "misses": .int(Int64(tally.cacheMisses)),
        ]
    }
}

extension ExternalStanding.Tally {
    fileprivate var json: JSONValue {
        let counts = [
            "hit": hits, "clear": clear, "unreachable": unreachable, "timeout": timeouts,
            "error": errors, "circuit_open": circuitOpen, "no_place": noPlace,
            "cancelled": cancelled, "calls": calls, "retries": retries,
        ]
        return .object(counts.mapValues { .int(Int64($0)) })
    }
}
