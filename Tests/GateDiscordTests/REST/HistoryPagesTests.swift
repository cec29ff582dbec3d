import GateCore
import GateTestKit
import Synchronization
import Testing

@testable import GateDiscord

@Suite("Reading a channel back")
struct HistoryPagesTests {
    /// An id of the second so many of 2024.
    private static func id(_ second: Int) -> String {
        String((1_704_067_200_000 + Int64(second) * 1000 - SnowflakeSource.epoch) << 22)
    }

    private static func moment(_ second: Int) -> Timestamp {
        Timestamp(milliseconds: 1_704_067_200_000 + Int64(second) * 1000)
    }

    /// A channel with a message for each second.
    private final class Channel: Sendable {
        let asked = Mutex<[String]>([])
        private let count: Int

        init(_ count: Int) { self.count = count }

        func page(_ query: String) -> [JSONValue] {
            asked.withLock { $0.append(query) }
            let before = query.split(separator: "&").first { $0.hasPrefix("before=") }
                .flatMap { Snowflake(String($0.dropFirst(7))) }
            return (0..<count).reversed().map(id).filter { id in
                before.map { limit in Snowflake(id).map { $0 < limit } ?? false } ?? true
            }.prefix(100).map { ["id": .string($0)] }
        }
    }

    private func read(_ channel: Channel, _ reach: HistoryPages.Reach) async throws -> [String] {
        let pages = HistoryPages { query async throws(DispatchError) in channel.page(query) }
        return try await pages.messages(back: reach).compactMap { $0["id"]?.string }
    }

    @Test("goes page by page, without a gap or a repetition, until what is known")
    func pages() async throws {
        let channel = Channel(1000)
        let found = try await read(channel, .after(Self.id(700)))
        #expect(found == (701..<1000).reversed().map(Self.id))
        #expect(channel.asked.withLock { $0.count } == 3)
    }

    @Test("stops at the moment that is asked for, with a minute for clocks that differ")
    func moment() async throws {
        let channel = Channel(1000)
        let found = try await read(channel, .to(Self.moment(910)))
        #expect(found.contains(Self.id(850)))
        #expect(channel.asked.withLock { $0.count } == 2)
    }

    @Test("asks once where the channel has no more")
    func short() async throws {
        let channel = Channel(30)
        #expect(try await read(channel, .to(Self.moment(-5000))).count == 30)
        #expect(channel.asked.withLock { $0.count } == 1)
    }

    @Test("does not read a busy channel to its first day")
    func bounded() async throws {
        let channel = Channel(5000)
        #expect(try await read(channel, .after("1")).count == 2000)
    }

    @Test("ends with a server that gives the same page for ever, or ids that are none")
    func nonsense() async throws {
        let same = HistoryPages { _ async throws(DispatchError) in
            Array(repeating: ["id": "5"], count: 100)
        }
        #expect(try await same.messages(back: .after("1")).count <= 200)
        let none = HistoryPages { _ async throws(DispatchError) in
            Array(repeating: ["id": "x"], count: 100)
        }
        #expect(try await none.messages(back: .to(Self.moment(0))).count == 100)
    }
}
