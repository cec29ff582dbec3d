import GateCore
import NIOHTTP1

/// `/_control`: faults on demand, and what has come in. ``ControlHelp`` explains the orders.
struct ControlRoutes: Sendable {
    let backstage: Backstage

    var all: [Route] {
        [
            .open("control", .POST, "/_control", handle: order),
            .open("control", .GET, "/_control") { _ in
                .json(state.merging(["help": ControlHelp.json]))
            },
            .open("control", .DELETE, "/_control") { _ in
                backstage.control.clear()
                return .json(state)
            },
            .open("control", .GET, "/_control/interactions") { _ in
                .json(["interactions": .array(backstage.control.interactions)])
            },
            .open("control", .GET, "/_control/tally") { _ in
                .json(backstage.control.tally.json)
            },
            .open("control", .GET, "/_control/uploads") { _ in
                .json(["uploads": .array(backstage.uploads.all.map(\.json))])
            },
            .open("control", .GET, "/_control/messages") { _ in
                .json(["messages": .array(backstage.board.all.map(\.json))])
            },
        ]
    }

    private func order(_ request: Request) async throws -> Answer {
        do {
            switch try ControlOrder(try request.object()) {
            case .plan(let turn): try backstage.control.plan(turn)
            case .set(let members): try backstage.control.set(members)
            case .disturb(let disturbance): backstage.gateway.disturb(disturbance)
            }
            return .json(state)
        } catch let fault as ControlFault {
            return fault.answer
        }
    }

    private var state: JSONValue {
        let counts = backstage.gateway.counts
        return [
            "queue": .array(backstage.control.queue.map(\.json)),
            "settings": backstage.control.tunables.json,
            "gateway": [
                "connections": .int(Int64(counts.connections)),
                "sessions": .int(Int64(counts.sessions)),
            ],
        ]
    }
}
