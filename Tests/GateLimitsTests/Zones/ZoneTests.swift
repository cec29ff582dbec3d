import Foundation
import GateCore
import GateTestKit
import Testing

@testable import GateLimits

@Suite("Time zones")
struct ZoneTests {
    private static func stamp(_ text: String) -> Timestamp {
        Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
    }

    private static let rules: [(rule: String, zone: String)] = [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"),
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "Australia/Lord_Howe"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "Europe/Dublin"), ("<+0545>-5:45", "Asia/Kathmandu"),
    ]

    @Test("a rule says the same as the system's calendar", arguments: rules)
    func rulesAgree(_ rule: String, _ zone: String) throws {
        let civil = try #require(ZoneFile.zone(ZoneBytes.file(footer: rule)))
        let known = try #require(TimeZone(identifier: zone))
        let random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            // 2008 to 2037: the rules of today.
            let moment = 1_200_000_000 + Int64(random.next() % 930_000_000)
            let date = Date(timeIntervalSince1970: Double(moment))
            #expect(civil.offset(at: moment) == Int64(known.secondsFromGMT(for: date)), "\(moment)")
        }
    }

    @Test(
        "a zone of this machine says the same as the system's calendar",
        arguments: [
            "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns",
            "Australia/Sydney", "Asia/Kolkata", "Pacific/Apia", "Asia/Tokyo",
        ])
    func filesAgree(_ name: String) throws {
        let civil = try #require(ZoneCatalog().zone(name))
        let known = try #require(TimeZone(identifier: name))
        let random = SeededRandom(seed: 8)
        for _ in 0..<2000 {
            let moment = Int64(random.next() % 4_000_000_000)
            let date = Date(timeIntervalSince1970: Double(moment))
            #expect(civil.offset(at: moment) == Int64(known.secondsFromGMT(for: date)), "\(moment)")
        }
    }

    @Test(
        "days and months begin and end with the calendar of the zone",
        arguments: [
            ("UTC", CalendarSpan.Unit.day, "2028-02-28T00:00:00Z", "2028-02-28", "2028-02-29"),
            ("UTC", .month, "2026-12-31T23:59:59.999Z", "2026-12-01", "2027-01-01"),
            (
                "Europe/Berlin", .day, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z",
                "2026-03-29T22:00:00Z"
            ),
            (
                "Europe/Berlin", .day, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z",
                "2026-10-25T23:00:00Z"
            ),
            (
                "Europe/Berlin", .month, "2026-10-31T22:59:59Z", "2026-09-30T22:00:00Z",
                "2026-10-31T23:00:00Z"
            ),
            (
                "America/New_York", .day, "2050-11-06T06:30:00Z", "2050-11-06T04:00:00Z",
                "2050-11-07T05:00:00Z"
            ),
            // Samoa had no 30 December 2011.
            (
                "Pacific/Apia", .day, "2011-12-30T09:00:00Z", "2011-12-29T10:00:00Z",
                "2011-12-30T10:00:00Z"
            ),
            (
                "Pacific/Apia", .day, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z",
                "2011-12-31T10:00:00Z"
            ),
            // Newfoundland set its clocks back at one minute past midnight: the day went on.
            (
                "America/St_Johns", .day, "2006-10-29T02:30:30Z", "2006-10-29T02:30:00Z",
                "2006-10-30T03:30:00Z"
            ),
            (
                "America/St_Johns", .day, "2006-10-29T03:00:00Z", "2006-10-29T02:30:00Z",
                "2006-10-30T03:30:00Z"
            ),
        ])
    func spans(
        _ zone: String, _ unit: CalendarSpan.Unit, _ now: String, _ start: String, _ end: String
    ) throws {
        let calendar = CivilCalendar(zone: try #require(ZoneCatalog().zone(zone)))
        let span = calendar.span(unit, at: Self.stamp(now))
        #expect(span.start == Self.stamp(start))
        #expect(span.end == Self.stamp(end))
    }

    @Test(
        "days follow each other without a gap, whatever is done to the clocks",
        arguments: [
            "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Gaza", "Africa/Cairo",
            "Antarctica/Troll", "America/Havana", "Asia/Manila",
        ])
    func withoutGaps(_ name: String) throws {
        let calendar = CivilCalendar(zone: try #require(ZoneCatalog().zone(name)))
        let random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let now = Timestamp(milliseconds: Int64(random.next() % 4_000_000_000_000))
            for unit in [CalendarSpan.Unit.day, .month] {
                let span = calendar.span(unit, at: now)
                #expect(span.start <= now && now < span.end)
                #expect(calendar.span(unit, at: span.start) == span)
                #expect(calendar.span(unit, at: span.end + .milliseconds(-1)) == span)
                let next = calendar.span(unit, at: span.end)
                #expect(next.start == span.end && next.date > span.date)
            }
        }
    }

    @Test(
        "names that are no zones are unknown",
        arguments: [
            "", "Mars/Olympus", "../../etc/passwd", "Europe", "right/UTC", "posix/Europe/Berlin",
            "/etc/localtime", "Europe/Berlin\0", "tzdata.zi", "zone.tab", "Europe//Berlin",
            "Europe/../Europe/Berlin",
        ])
    func unknown(_ name: String) { #expect(!ZoneCatalog().knows(name)) }

    @Test("a machine without zone data knows UTC")
    func noData() {
        let catalog = ZoneCatalog(directory: "/nowhere")
        #expect(catalog.knows("UTC"))
        #expect(!catalog.knows("Europe/Berlin"))
    }

    @Test(
        "rules of another shape are none",
        arguments: [
            "", "CE-1", "CET", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0", "CET-1CEST",
            "<+05-5", "CET-1CEST,M3.5.7,M10.5.0", "CET-168", "CET-1CEST,J0,J1", "CET-1 ",
        ])
    func wrongRules(_ rule: String) { #expect(ZoneRuleReader.rule(rule) == nil) }

    @Test("Julian days, ordinal days and summer all year are understood")
    func otherRules() throws {
        let julian = try #require(ZoneRuleReader.rule("AAA3BBB,J60/0,J365/0"))
        let leap = Self.stamp("2028-03-01T03:00:00Z").seconds
        let changes = julian.changes(after: leap - 1, upTo: leap)
        #expect(changes == [CivilZone.Change(at: leap, offset: -7200)])
        let ordinal = try #require(ZoneRuleReader.rule("AAA3BBB,59/0,364/0"))
        #expect(
            ordinal.changes(after: leap - 86_401, upTo: leap).first?.at == leap - 86_400)
        let summer = try #require(
            ZoneFile.zone(ZoneBytes.file(offsets: [-10_800], footer: "AAA3BBB,0/0,J365/25")))
        for day in 0..<800 {
            let moment = Self.stamp("2027-01-01").seconds + Int64(day) * 86_400
            #expect(summer.offset(at: moment) == -7200)
        }
    }

    @Test("before the first change and after the last one a table holds as well")
    func tables() throws {
        let zone = try #require(
            ZoneFile.zone(
                ZoneBytes.file(
                    changes: [(-100, 1), (100, 2)], offsets: [10, 20, 30], footer: "")))
        #expect([-101, -100, 99, 100, 1_000_000].map(zone.offset(at:)) == [10, 20, 20, 30, 30])
        #expect(zone.changes(after: -100, upTo: 100) == [CivilZone.Change(at: 100, offset: 30)])
    }

    @Test("damaged files are no zones, and stop nothing")
    func damaged() {
        let whole = ZoneBytes.file(
            changes: [(-100, 1), (100, 0)], offsets: [3600, 7200],
            footer: "CET-1CEST,M3.5.0,M10.5.0/3")
        #expect(ZoneFile.zone(whole) != nil)
        for length in 0..<whole.count { #expect(ZoneFile.zone(Array(whole.prefix(length))) == nil) }
        #expect(ZoneFile.zone(ZoneBytes.file(footer: "UTC0", version: "\0")) == nil)
        let random = SeededRandom(seed: 10)
        for _ in 0..<3000 {
            var bytes = whole
            bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(
                truncatingIfNeeded: random.next())
            guard let zone = ZoneFile.zone(bytes) else { continue }
            let span = CivilCalendar(zone: zone).span(.day, at: Self.stamp("2026-11-23"))
            #expect(span.start < span.end)
        }
    }
}
