import GateCore
import GateTestKit
import Testing

@testable import GateResults

@Suite("The result stage rewrite")
struct ResultRewriteStageTests {
    private let result = TaskResult(
        messageID: "1",
        content:
            "**a fox <https://s.mj.run/x>** - <@123> (fast)\n-# See [midjourney](https://mj.com)",
        attachments: [
            [
                "url": "https://cdn/1", "proxy_url": "https://media/1",
                "archived_url": "/v1/images/a",
            ],
            ["url": "https://cdn/2", "proxy_url": "https://media/2"],
        ],
        embeds: [["title": "T <@1>", "description": "1 a fox", "footer": ["text": "by <@2>"]]])

    private func process(_ written: [String: Any]) async throws -> TaskResult {
        let (settings, faults) = read(written, ResultRewriteSettings.self)
        #expect(faults == [])
        return try await ResultRewriteStage(settings).process(
            result, of: ResultExchange(task: Sample.task("t"), rules: LiteralRules([])))
    }

    @Test("without settings the result stays")
    func nothing() async throws { #expect(try await process([:]) == result) }

    @Test("links lead to the archived images, or nowhere")
    func links() async throws {
        let archived = try await process(["links": "archived"])
        #expect(archived.attachments[0]["url"] == "/v1/images/a")
        #expect(archived.attachments[0]["proxy_url"] == .null)
        #expect(archived.attachments[1] == result.attachments[1])
        let only = try await process(["links": "archived_only"])
        #expect(only.attachments[0] == archived.attachments[0])
        #expect(only.attachments[1]["url"] == .null)
        #expect(only.attachments[1]["proxy_url"] == .null)
        let plain = try await process(["drop_proxy_urls": "true"])
        #expect(plain.attachments.map { $0["proxy_url"] } == [.null, .null])
        #expect(plain.attachments[1]["url"] == "https://cdn/2")
    }

    @Test("texts are cleaned, replaced or dropped")
    func texts() async throws {
        let clean = try await process(["content": "clean", "embeds": "clean"])
        #expect(clean.content == "**a fox ** - (fast)")
        #expect(clean.embeds[0]["title"] == "T")
        #expect(clean.embeds[0]["footer"]?["text"] == "by")
        let dropped = try await process(["content": "drop", "embeds": "drop"])
        #expect(dropped.content == "" && dropped.embeds == [])
        let replaced = try await process([
            "replace": [["text": "fox", "with": "cat"], ["text": "(fast)"]]
        ])
        #expect(replaced.content.hasPrefix("**a cat <"))
        #expect(!replaced.content.contains("(fast)"))
        #expect(replaced.embeds[0]["description"] == "1 a cat")
    }

    @Test(
        "what only Discord can show goes",
        arguments: [
            ("a <@1> b <@!2> <@&3> <#4> <:smile:5> <a:wave:6> c", "a b c"),
            ("see https://x.org/a?b=c now", "see now"),
            ("see [the site](https://x.org) now", "see the site now"),
            ("**x** - Image #1 <@1> (Open on website for full quality)", "**x** - Image #1"),
            ("a < b > c [d] (e) h", "a < b > c [d] (e) h"),
            ("<@ 1> <@1", "<@ 1> <@1"), ("a\n\nb", "a\n\nb"), ("", ""),
            ("[a](b) [c", "[a](b) [c"),
        ])
    func cleaned(_ text: String, _ expected: String) {
        #expect(DiscordText.cleaned(text) == expected)
    }

    @Test("tells what is wrong with its settings")
    func wrongSettings() {
        func faults(_ written: [String: Any]) -> [String] {
            read(written, ResultRewriteSettings.self).faults
        }
        #expect(faults(["links": "mine"]) == ["\"links\" cannot be \"mine\"."])
        #expect(faults(["replace": [["with": "x"]]]) == ["An item of \"replace\" has no \"text\"."])
        #expect(faults(["replace": "x"]) == ["\"replace\" is a text."])
        #expect(faults(["conten": "drop"]) == ["Stage has no key \"conten\"."])
    }
}
