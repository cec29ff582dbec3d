/// One setting of one of a session's timers. Setting a kind anew makes the settings before
/// it stale, and a stale one that fires nonetheless is ignored.
struct GatewayTimer: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// To send the next heartbeat.
        case heartbeat
        /// For the server to answer while a session is being made.
        case patience
        /// To connect again.
        case reconnect
    }

    let kind: Kind
    let setting: Int
}
