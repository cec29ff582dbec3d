import GateCore

/// What `{"set":{…}}` changes.
struct Tunables: Sendable {
    /// `step_ms`: the time between two steps of a job.
    var step: Duration
    /// `heartbeat_ms`: what HELLO says.
    var heartbeat: Duration
    /// `acks`: whether heartbeats are acknowledged.
    var acks = true
    /// `command_version`: the version of every command, as after a new release of the bot;
    /// nil for those of the catalogue.
    var commandVersion: String?
    /// `slow_ms`: how long every answer of the API waits.
    var slow: Duration = .zero
    /// `metadata`: whether messages tell the interaction they come of.
    var metadata = true
    /// `bucket_limit`: calls a second in one rate limit bucket.
    var bucketLimit = 50
    /// `strict_ids`: whether another channel than the one is unknown.
    var strictIDs: Bool
    /// `sign_urls`: whether image links need their signature and end.
    var signedLinks = false
    /// `remix`: whether variations, pans and rerolls ask for a prompt first.
    var remix = false
    /// `duplicate_events`: whether every dispatch is sent twice, under one number.
    var duplicateEvents = false
    /// `gateway_down`: whether every new connection to the Gateway ends at once.
    var gatewayDown = false
    /// `close_on_hello`: a code that closes every connection behind HELLO.
    var closeOnHello: UInt16?
    /// `lose_every`: every so many events are not sent, but by RESUME; 0 for none.
    var loseEvery = 0
    /// `delay_every`: every so many events are sent behind the next one; 0 for none.
    var delayEvery = 0
    /// `replay_limit`: how many events a session keeps for RESUME.
    var replayLimit = 1000
    /// `split_bytes`: the longest piece that a compressed event is sent in; 0 for no splitting.
    var splitBytes = 0

    /// - Parameter settings: where it starts.
    init(_ settings: FakeSettings) {
        step = settings.step
        heartbeat = settings.heartbeatInterval
        strictIDs = settings.strictIDs
    }

    /// Every name with its value.
    var json: JSONValue {
        [
            "step_ms": .int(step.milliseconds), "heartbeat_ms": .int(heartbeat.milliseconds),
            "acks": .bool(acks), "command_version": commandVersion.map { .string($0) } ?? .null,
            "slow_ms": .int(slow.milliseconds), "metadata": .bool(metadata),
            "bucket_limit": .int(Int64(bucketLimit)), "strict_ids": .bool(strictIDs),
            "sign_urls": .bool(signedLinks), "duplicate_events": .bool(duplicateEvents),
            "gateway_down": .bool(gatewayDown),
            "close_on_hello": closeOnHello.map { .int(Int64($0)) } ?? .null,
            "lose_every": .int(Int64(loseEvery)), "delay_every": .int(Int64(delayEvery)),
            "replay_limit": .int(Int64(replayLimit)),
            "split_bytes": .int(Int64(splitBytes)),
            "remix": .bool(remix),
        ]
    }

    /// Changes what `members` names.
    /// - Throws: `ControlFault`, naming the member that is unknown or of another kind.
    mutating func apply(_ members: [String: JSONValue]) throws(ControlFault) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            try apply(name, ControlValue(name: name, value: value))
        }
    }

    private mutating func apply(_ name: String, _ value: ControlValue) throws(ControlFault) {
        switch name {
        case "step_ms": step = try value.milliseconds()
        case "heartbeat_ms": heartbeat = try value.milliseconds(atLeast: 1)
        case "acks": acks = try value.bool()
        case "command_version": commandVersion = try value.optionalText()
        case "slow_ms": slow = try value.milliseconds()
        case "metadata": metadata = try value.bool()
        case "bucket_limit": bucketLimit = Int(try value.number(in: 0...1_000_000))
        case "strict_ids": strictIDs = try value.bool()
        case "sign_urls": signedLinks = try value.bool()
        case "duplicate_events": duplicateEvents = try value.bool()
        case "remix": remix = try value.bool()
        case "split_bytes": splitBytes = Int(try value.number(in: 0...1_000_000))
        default: try applyToGateway(name, value)
        }
    }

    private mutating func applyToGateway(
        _ name: String, _ value: ControlValue
    ) throws(ControlFault) {
        switch name {
        case "gateway_down": gatewayDown = try value.bool()
        case "close_on_hello":
            closeOnHello =
                value.value == .null ? nil : UInt16(try value.number(in: 1000...4999))
        case "lose_every": loseEvery = Int(try value.number(in: 0...1_000_000))
        case "delay_every": delayEvery = Int(try value.number(in: 0...1_000_000))
        case "replay_limit": replayLimit = Int(try value.number(in: 0...1_000_000))
        default: throw .unknown(["set.\(name)"])
        }
    }
}
