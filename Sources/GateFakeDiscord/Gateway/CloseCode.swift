/// Why the Gateway closes a connection, with Discord's numbers and words.
///
/// Source: Discord's documentation, "Opcodes and Status Codes".
enum CloseCode: UInt16, Sendable {
    case unknownError = 4000
    case unknownOpcode = 4001
    case decodeError = 4002
    case notAuthenticated = 4003
    case authenticationFailed = 4004
    case alreadyAuthenticated = 4005
    case invalidSequence = 4007
    case rateLimited = 4008
    case sessionTimedOut = 4009
    case invalidShard = 4010
    case shardingRequired = 4011
    case invalidVersion = 4012
    case invalidIntents = 4013
    case disallowedIntents = 4014

    /// The reason in the close frame.
    var reason: String {
        switch self {
        case .unknownError: "Unknown error."
        case .unknownOpcode: "Unknown opcode."
        case .decodeError: "Error while decoding payload."
        case .notAuthenticated: "Not authenticated."
        case .authenticationFailed: "Authentication failed."
        case .alreadyAuthenticated: "Already authenticated."
        case .invalidSequence: "Invalid seq."
        case .rateLimited: "You are being rate limited."
        case .sessionTimedOut: "Session timed out."
        case .invalidShard: "Invalid shard."
        case .shardingRequired: "Sharding required."
        case .invalidVersion: "Invalid API version."
        case .invalidIntents: "Invalid intent(s)."
        case .disallowedIntents: "Disallowed intent(s)."
        }
    }

    /// Whether the session ends with the connection.
    var endsSession: Bool {
        switch self {
        case .unknownError, .unknownOpcode, .decodeError, .notAuthenticated,
            .alreadyAuthenticated, .rateLimited:
            false
        default: true
        }
    }
}
