/// Gateway opcodes, with Discord's numbers.
///
/// Source: Discord's documentation, "Opcodes and Status Codes".
enum Opcode: Int64, Sendable {
    case dispatch = 0
    case heartbeat = 1
    case identify = 2
    case presenceUpdate = 3
    case voiceStateUpdate = 4
    case voicePing = 5
    case resume = 6
    case reconnect = 7
    case requestGuildMembers = 8
    case invalidSession = 9
    case hello = 10
    case heartbeatAck = 11
    /// What user clients send to say which channels they look at.
    case guildSubscriptions = 14
}
