import GateCore
import GateTestKit
import Testing

@Suite("Timestamps as ISO 8601")
struct TimestampISO8601Tests {
    @Test(
        "known moments come out right and are read back",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_000_000_000_000, "2001-09-09T01:46:40.000Z"),
            (2_147_483_647_000, "2038-01-19T03:14:07.000Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func knownMoments(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test("every moment of the years 0 to 9999 is read back")
    func roundTrip() {
        let random = SeededRandom(seed: 11)
        for _ in 0..<10_000 {
            let span: UInt64 = 253_402_300_800_000 + 62_167_219_200_000
            let moment = Timestamp(
                milliseconds: Int64(random.next() % span) - 62_167_219_200_000)
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
        }
    }

    /// The oracle counts days year by year, and month by month, as a child would.
    @Test("calendar days of 8,000 years are those of a calendar counted by hand")
    func countedByHand() {
        let random = SeededRandom(seed: 12)
        var firstOfJanuary: Int64 = 0
        for year in Int64(1970)...5970 {
            checkYear(year, from: firstOfJanuary, random)
            firstOfJanuary += isLeap(year) ? 366 : 365
        }
        firstOfJanuary = 0
        for year in (Int64(-2030)...1969).reversed() {
            firstOfJanuary -= isLeap(year) ? 366 : 365
            checkYear(year, from: firstOfJanuary, random)
        }
    }

    private func checkYear(_ year: Int64, from firstOfJanuary: Int64, _ random: SeededRandom) {
        let month = Int64(random.next() % 12) + 1
        let before = (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
        let day = Int64(random.next() % UInt64(days(in: month, of: year))) + 1
        let midnight = (firstOfJanuary + before + day - 1) * 86_400_000
        let moment = Timestamp(milliseconds: midnight + Int64(random.next() % 86_400_000))
        #expect(Timestamp(year: year, month: month, day: day).milliseconds == midnight)
        #expect(moment.startOfDay.milliseconds == midnight)
        #expect(moment.startOfMonth.milliseconds == midnight - (day - 1) * 86_400_000)
        let rest = days(in: month, of: year) - day + 1
        #expect(moment.startOfNextMonth.milliseconds == midnight + rest * 86_400_000)
        #expect(moment.isoDay.hasSuffix("-\(twoDigits(month))-\(twoDigits(day))"))
    }

    private func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test("years that RFC 3339 has no form for keep their digits and their sign")
    func otherYears() {
        #expect(Timestamp(year: -44, month: 3, day: 15).isoDay == "-0044-03-15")
        #expect(Timestamp(year: 12_026, month: 11, day: 23).isoDay == "12026-11-23")
        #expect(Timestamp(iso8601: "-0044-03-15") == nil)
        #expect(Timestamp(iso8601: "12026-11-23") == nil)
    }

    @Test(
        "all forms of one moment are read alike",
        arguments: [
            "2026-11-23T02:27:12.345Z", "2026-11-23t02:27:12.345z", "2026-11-23 02:27:12.345Z",
            "2026-11-23T02:27:12.345678912Z", "2026-11-23T04:27:12.345+02:00",
            "2026-11-22T20:57:12.345-05:30", "2026-11-23T02:27:12.345-00:00",
        ])
    func forms(_ text: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == "2026-11-23T02:27:12.345Z")
    }

    @Test("fractions of one and two digits, days alone and leap seconds are read")
    func shortForms() {
        #expect(stamp("2026-11-23T00:00:00.5Z").iso8601 == "2026-11-23T00:00:00.500Z")
        #expect(stamp("2026-11-23T00:00:00.05Z").iso8601 == "2026-11-23T00:00:00.050Z")
        #expect(stamp("2026-11-23").iso8601 == "2026-11-23T00:00:00.000Z")
        #expect(stamp("2016-12-31T23:59:60Z").iso8601 == "2017-01-01T00:00:00.000Z")
    }

    @Test(
        "a text that is no moment is nil",
        arguments: [
            "", "2026", "2026-11", "26-11-23", "2026-1-3", "2026/11/23", "20261123",
            "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31", "2026-02-29", "1900-02-29",
            "2026-11-23T", "2026-11-23T02:27Z", "2026-11-23T02:27:12", "2026-11-23T24:00:00Z",
            "2026-11-23T23:60:00Z", "2026-11-23T23:59:61Z", "2026-11-23T02:27:12.Z",
            "2026-11-23T02:27:12.1234567891Z", "2026-11-23T02:27:12+2:00",
            "2026-11-23T02:27:12+24:00", "2026-11-23T02:27:12+02:60", "2026-11-23T02:27:12+0200",
            "2026-11-23T02:27:12ZZ", " 2026-11-23", "2026-11-23 ", "2026-11-23\n",
            "+026-11-23", "2026-11-23T-1:00:00Z", "２０２６-11-23", "2026-11-23T٠٢:27:12Z",
            "2026-11-23T02:27:1\u{0662}Z", "2026-11-23T02:27:12.٣Z", "2026-11-2\u{301}3",
        ])
    func invalid(_ text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("no random text of a date's characters breaks the reader")
    func fuzz() {
        let random = SeededRandom(seed: 13)
        let alphabet = Array("0123456789-:.TZ+ ")
        for _ in 0..<20_000 {
            let text = String(
                (0..<random.next() % 30).map { _ in
                    alphabet[Int(random.next() % UInt64(alphabet.count))]
                })
            guard let moment = Timestamp(iso8601: text) else { continue }
            #expect(Timestamp(iso8601: moment.iso8601) == moment, "\(text)")
        }
    }
}
