import GateCore
import Testing

@testable import GateDiscord

@Suite("What is known of a channel")
struct ChannelSightingsTests {
    private func id(_ second: Int64) -> String {
        String((1_704_067_200_000 + second * 1000 - SnowflakeSource.epoch) << 22)
    }

    private func message(_ second: Int64, flags: Int64 = 0) -> JSONValue {
        ["id": .string(id(second)), "channel_id": "2", "flags": .int(flags)]
    }

    private func seen(_ seconds: Int64...) -> ChannelSightings {
        var seen = ChannelSightings()
        for second in seconds { seen.note("MESSAGE_CREATE", message(second), channelID: "2") }
        return seen
    }

    @Test("reaches back a while before its newest message, since older ones may be edited")
    func reach() {
        #expect(ChannelSightings().reach == nil)
        #expect(seen(5000, 4000).reach == id(4100))
        #expect(ChannelSightings(upTo: "7").reach == "0")
    }

    @Test("tells once what was deleted while nobody listened")
    func missing() {
        var sightings = seen(1000, 1001, 1002, 1003)
        let read = [message(1003), message(1001), message(900)]
        #expect(sightings.takeMissing(from: read, after: id(100)) == [id(1000), id(1002)])
        #expect(sightings.takeMissing(from: read, after: id(100)) == [])
    }

    @Test("does not take for deleted what was not read, came meanwhile, or is the user's alone")
    func present() {
        var sightings = seen(1000, 2000, 3000)
        sightings.note("MESSAGE_CREATE", message(2500, flags: 64), channelID: "2")
        sightings.note(
            "MESSAGE_DELETE", ["id": .string(id(2000)), "channel_id": "2"], channelID: "2")
        let read = [message(2900), message(1500)]
        #expect(sightings.takeMissing(from: read, after: id(100)) == [])
        #expect(sightings.takeMissing(from: [], after: id(100)) == [])
        #expect(sightings.takeMissing(from: [message(9000), message(1)], after: nil) == [])
    }

    @Test("is of its own channel only")
    func elsewhere() {
        var sightings = seen(1000)
        sightings.note(
            "MESSAGE_CREATE", ["id": .string(id(9000)), "channel_id": "3"], channelID: "2")
        #expect(sightings.last == id(1000))
    }
}
