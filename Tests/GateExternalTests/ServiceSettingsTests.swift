import GateCore
import GateTestKit
import Testing

@testable import GateExternal

@Suite("Settings of external")
struct ServiceSettingsTests {
    @Test("takes an address alone, and bounds everything else itself")
    func defaults() {
        let (settings, faults) = read(
            [line(1, "url", "https://guard.test/check")], ExternalSettings.self)
        #expect(faults.isEmpty)
        let service = settings.service
        #expect(service.url?.text == "https://guard.test/check" && service.format == .promptgate)
        #expect(service.attempts == 2 && service.concurrency == 16 && service.cache == nil)
        #expect(service.maxAnswerBytes == 65_536 && settings.action == nil)
    }

    @Test("reads every key")
    func whole() {
        let (settings, faults) = read(
            [
                line(1, "url", "http://[::1]:8080"), line(2, "format", "openai"),
                pair(3, "headers", .mapping([line(4, "authorization", "Bearer ${OPENAI_KEY}")])),
                line(5, "model", "omni-moderation-latest"), line(6, "threshold", "0.8"),
                pair(7, "thresholds", .mapping([line(8, "sexual/minors", "0.1")])),
                line(9, "action", "review"), line(10, "attempts", "3"),
                line(11, "retry_budget", "0.5"),
                pair(
                    12, "breaker",
                    .mapping([
                        line(13, "failures", "7"), line(14, "within", "1m"),
                        line(15, "open_for", "5s"), line(16, "share", "0"),
                    ])),
                line(17, "concurrency", "4"),
                pair(18, "cache", .mapping([line(19, "ttl", "1m"), line(20, "entries", "9")])),
                line(21, "max_answer", "2048"),
            ], ExternalSettings.self)
        #expect(faults.isEmpty)
        let service = settings.service
        #expect(service.url?.text == "http://[::1]:8080/v1/moderations")
        #expect(service.headers.map(\.name) == ["authorization"])
        #expect(service.limits == ScoreLimits(general: 0.8, own: ["sexual/minors": 0.1]))
        #expect(settings.action == .review && service.attempts == 3)
        #expect(
            service.breaker
                == BreakerSettings(
                    failures: 7, within: .seconds(60), share: 0, openFor: .seconds(5)))
        #expect(service.cache == CacheSettings(ttl: .seconds(60), entries: 9))
        #expect(service.maxAnswerBytes == 2048 && service.concurrency == 4)
    }

    @Test(
        "tells of an address that cannot be called, with line and column, and not what it was",
        arguments: [
            ("guard.test/check", "does not begin with"), ("ftp://guard.test", "does not begin"),
            ("https://", "no host"), ("https:///check", "no host"), ("https://[::1/x", "no host"),
            ("https://[]/x", "no host"), ("https://u:secret@guard.test/", "user name or password"),
            ("https://guard.test:0/", "port"), ("https://guard.test:99999/", "port"),
            ("https://guard.test:/", "port"), ("https://guard.test/a b", "characters"),
            ("https://guard.test/${SECRET}", "characters"), ("https://gärd.test/", "characters"),
            ("https://guard.test/a\u{0}", "characters"), ("https://guard.test/#x", "fragment"),
            ("https://guard.test/" + String(repeating: "x", count: 2048), "too long"),
        ])
    func badAddress(_ address: String, _ words: String) throws {
        let (_, faults) = read([line(3, "url", address)], ExternalSettings.self)
        let fault = try #require(faults.first)
        #expect(faults.count == 1 && fault.message.contains(words))
        #expect(fault.line == 3 && fault.column == 10 && !fault.remedy.isEmpty)
        #expect(!fault.message.contains("secret") && !fault.message.contains("SECRET"))
    }

    @Test("adds the format's path to an address without one, and to no other")
    func path() throws {
        for (written, whole) in [
            ("https://a.test", "https://a.test/analyze/prompt"),
            ("https://a.test/", "https://a.test/analyze/prompt"),
            ("HTTPS://A.test:1?k=v", "https://A.test:1/analyze/prompt?k=v"),
            ("https://a.test/x", "https://a.test/x"),
        ] {
            #expect(try ServiceURL(written, path: ServiceFormat.llmGuard.path).text == whole)
        }
        #expect(try ServiceURL("http://A.test:81/x", path: "/").host == "a.test:81")
    }

    @Test("refuses a stage without an address, at the stage's place")
    func noAddress() {
        let (_, faults) = read([line(2, "format", "openai")], ExternalSettings.self)
        #expect(faults.map(\.message) == ["Stage has no \"url\"."] && faults[0].line == 1)
    }

    @Test("refuses headers that cannot be sent, at their own lines, without their values")
    func headers() {
        let (_, faults) = read(
            [
                line(1, "url", "https://guard.test"),
                pair(
                    2, "headers",
                    .mapping([
                        line(3, "x key", "v"), line(4, "x-key", "secret\r\nx: y"),
                        line(5, "Content-Type", "text/plain"), line(6, "x-a", "${"),
                        line(7, "x-b", "${9}"), line(8, "x-c", "${A-B}"), line(9, "X-C", "c"),
                    ])),
            ], ExternalSettings.self)
        #expect(faults.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
        #expect(!faults.contains { $0.message.contains("secret") })
    }

    @Test("puts variables into headers, and never one that would add another")
    func variables() throws {
        let header = try HeaderTemplate("x", "a ${ONE}b$ {}${TWO}")
        #expect(header.value { ["ONE": "1", "TWO": "${ONE}"][$0] } == "a 1b$ {}${ONE}")
        for bad in [nil, "", "x\r\ny: z", "x\u{0}"] as [String?] {
            let lookup = { (name: String) in name == "ONE" ? "1" : bad }
            #expect(header.value(lookup) == nil && header.unusable(lookup) == ["TWO"])
        }
    }

    @Test("refuses what a format has no use for")
    func meaningless() {
        let url = line(1, "url", "https://guard.test")
        let cases: [(String, [ConfigPair])] = [
            ("promptgate", [line(3, "threshold", "0.5"), line(4, "model", "m")]),
            ("litellm", [pair(3, "thresholds", .mapping([line(4, "a", "0.5")]))]),
            ("llm-guard", [line(3, "model", "m"), line(4, "send", "kind")]),
            ("openai", [line(3, "send", "kind")]),
        ]
        for (format, pairs) in cases {
            let (_, faults) = read([url, line(2, "format", format)] + pairs, ExternalSettings.self)
            #expect(faults.count == pairs.count, "\(format)")
        }
    }

    @Test("refuses unknown keys, inner ones too, and tells what was meant")
    func unknown() {
        let (_, faults) = read(
            [
                line(1, "url", "https://guard.test"), line(2, "treshold", "1"),
                pair(3, "breaker", .mapping([line(4, "failure", "3")])),
                pair(5, "cache", .mapping([line(6, "entries", "0")])),
                line(7, "action", "cover"), line(8, "send", "tenants"),
            ], ExternalSettings.self)
        #expect(faults.map(\.line) == [2, 4, 6, 7, 8])
        #expect(faults[0].remedy == "Did you mean \"threshold\"?")
        #expect(faults[4].remedy == "Did you mean \"tenant\"?")
        let (result, resultFaults) = read(
            [line(1, "url", "https://guard.test"), line(2, "action", "drop")],
            ExternalResultSettings.self)
        #expect(resultFaults.isEmpty && result.action == .drop)
    }
}
