import GateCore
import Synchronization

/// The channels' messages, and the events that tell of them: an event leaves in the
/// same order as the change it tells of.
final class MessageBoard: Sendable {
    private struct State {
        /// Oldest first.
        var messages: [String: [Message]] = [:]
        /// Channels, the one first used first.
        var order: [String] = []
    }

    private static let mostMessages = 1000
    private static let mostChannels = 100
    private let state = Mutex(State())
    private let gateway: GatewayHub

    /// - Parameter gateway: who is told of changes.
    init(gateway: GatewayHub) { self.gateway = gateway }

    /// Adds a message.
    func post(_ message: Message) {
        state.withLock { state in
            Self.makeRoom(for: message.channelID, in: &state)
            state.messages[message.channelID, default: []].append(message)
            gateway.publish(.message("MESSAGE_CREATE", message, message.dispatched))
        }
    }

    /// Changes a message.
    /// - Returns: the message as it is now; nil when there is none with that id.
    @discardableResult
    func edit(
        _ id: String, in channel: String, at time: Timestamp, _ change: (inout Message) -> Void
    ) -> Message? {
        state.withLock { state in
            guard let place = state.messages[channel]?.firstIndex(where: { $0.id == id }),
                var message = state.messages[channel]?[place]
            else { return nil }
            change(&message)
            message.editedAt = time
            state.messages[channel]?[place] = message
            // An update tells what the message is now, and not which request made it.
            let data = message.withoutNonce.dispatched
            gateway.publish(.message("MESSAGE_UPDATE", message, data))
            return message
        }
    }

    /// Removes a message; one that is not there is no fault.
    func delete(_ id: String, in channel: String) {
        state.withLock { state in
            guard let place = state.messages[channel]?.firstIndex(where: { $0.id == id }),
                let message = state.messages[channel]?.remove(at: place)
            else { return }
            let data = JSONValue.members([
                "id": .string(id), "channel_id": .string(channel),
                "guild_id": message.guildID.map { .string($0) },
            ])
            gateway.publish(.message("MESSAGE_DELETE", message, data))
        }
    }

    /// One message, ephemeral ones included; nil when there is none.
    func message(_ id: String, in channel: String) -> Message? {
        state.withLock { $0.messages[channel]?.last { $0.id == id } }
    }

    /// The message that a user posted with that nonce; nil when there is none.
    func message(nonce: String, by author: String, in channel: String) -> Message? {
        state.withLock { state in
            state.messages[channel]?.last {
                $0.author.id == author && $0.nonce == .string(nonce)
            }
        }
    }

    /// What everyone in a channel sees, newest first.
    /// - Parameters:
    ///   - before: only older ones than this id.
    ///   - after: only newer ones than this id, and of them the oldest.
    ///   - limit: at most that many.
    func history(
        of channel: String, before: String?, after: String?, limit: Int
    ) -> [Message] {
        let all = state.withLock { $0.messages[channel] ?? [] }.filter { $0.onlyFor == nil }
        if let after {
            let newer = all.filter { Snowflake.isOlder(after, than: $0.id) }
            return newer.prefix(limit).reversed()
        }
        let older = all.filter { message in
            before.map { Snowflake.isOlder(message.id, than: $0) } ?? true
        }
        return older.suffix(limit).reversed()
    }

    /// All messages of all channels, ephemeral ones included, oldest first.
    var all: [Message] {
        state.withLock { $0.messages.values.flatMap { $0 } }
            .sorted { Snowflake.isOlder($0.id, than: $1.id) }
    }

    private static func makeRoom(for channel: String, in state: inout State) {
        if state.messages[channel] == nil {
            state.order.append(channel)
            if state.order.count > mostChannels {
                state.messages[state.order.removeFirst()] = nil
            }
        } else if let count = state.messages[channel]?.count, count >= mostMessages {
            state.messages[channel]?.removeFirst(count - mostMessages + 1)
        }
    }
}
