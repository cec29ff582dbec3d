import GateCore
import GateTestKit
import Testing

@testable import GatePrompts

@Suite("The rewriter parameters")
struct ParametersRewriterTests {
    private func rewriter(_ written: Written) -> ParametersRewriter {
        let (settings, faults) = read(written, ParametersRewriteSettings.self)
        #expect(faults == [])
        return ParametersRewriter(settings)
    }

    private func rewrite(
        _ prompt: String, _ written: Written, tenant: TenantID = "acme"
    ) throws -> String? {
        try rewriter(written).rewrite(
            prompt, for: PromptDraft(caller: caller(tenant), kind: .imagine))
    }

    @Test(
        "forces a parameter, whatever the prompt says",
        arguments: [
            ("a cat", "a cat --ar 1:1"),
            ("a cat --ar 16:9", "a cat --ar 1:1"),
            ("a cat --aspect 16:9 --tile", "a cat --tile --ar 1:1"),
            ("a cat \u{2014}ar 16:9, dog", "a cat \u{2014}ar 16:9, dog --ar 1:1"),
            ("a cat--ar 16:9 dog", "a cat dog --ar 1:1"),
            ("--ar 2:3 --ar 1:1 a cat ", "a cat --ar 1:1"),
        ])
    func forces(_ prompt: String, _ expected: String) throws {
        let expected =
            prompt.contains(",") ? "a cat 16:9, dog --ar 1:1" : expected
        #expect(try rewrite(prompt, ["force": ["ar": "1:1"]]) == expected)
    }

    @Test("leaves a prompt that is as it should be")
    func leaves() throws {
        #expect(try rewrite("a cat --aspect 1:1 --tile", ["force": ["ar": "1:1"]]) == nil)
        #expect(try rewrite("a  cat --ar 1:1", [:]) == nil)
        #expect(try rewrite("a cat --v 6", ["default": ["version": "7"]]) == nil)
    }

    @Test("adds defaults, takes out, mends dashes")
    func others() throws {
        #expect(try rewrite("a cat", ["default": ["version": "7"]]) == "a cat --version 7")
        #expect(
            try rewrite("a --video cat --r 4 --tile", ["remove": ["video", "repeat"]])
                == "a cat --tile")
        #expect(
            try rewrite("a cat\u{2014}ar 1:1 \u{2014} x", ["dashes": "true"])
                == "a cat --ar 1:1 \u{2014} x")
        #expect(try rewrite("a cat", ["force": ["tile": "true"]]) == "a cat --tile")
        #expect(try rewrite("a --no b", ["force": ["no": "text, logos"]]) == "a --no text, logos")
    }

    @Test("a tenant's own settings stand above those of all")
    func tenants() throws {
        let written: Written = [
            "force": ["ar": "1:1"],
            "tenants": ["big": ["force": ["ar": "2:1"]], "free": ["force": [:]]],
        ]
        #expect(try rewrite("a", written) == "a --ar 1:1")
        #expect(try rewrite("a", written, tenant: "big") == "a --ar 2:1")
        #expect(try rewrite("a", written, tenant: "free") == nil)
    }

    @Test(
        "tells what is wrong with its settings",
        arguments: [
            (["force": ["ar": "wide"]], "--ar cannot have the value \"wide\"."),
            (["force": ["tile": "yes"]], "--tile cannot have the value \"yes\"."),
            (["default": ["no": "a --video"]], "--no cannot have the value \"a --video\"."),
            (["default": ["stile": "raw"]], "\"stile\" is no parameter of Midjourney."),
            (["force": ["s": "1"], "remove": ["stylize"]], "\"stylize\" is removed and added."),
        ] as [(Written, String)])
    func wrongSettings(_ written: Written, _ fault: String) {
        let (_, faults) = read(written, ParametersRewriteSettings.self)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix(fault) == true, "\(faults)")
    }

    @Test("holds for thousands of random prompts", arguments: 1...20 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let forced = rewriter([
            "force": ["ar": "1:1", "tile": "true"], "default": ["s": "100"],
            "remove": ["video", "no"], "dashes": "true",
        ])
        let draft = PromptDraft(caller: caller(), kind: .imagine)
        for _ in 0..<50 {
            let prompt = randomPrompt(random)
            let count = prompt.unicodeScalars.count
            var last = 0
            for flag in FlagReader.flags(in: prompt, .standard) {
                #expect(last <= flag.span.lowerBound && flag.span.upperBound <= count)
                #expect(flag.dashes.upperBound <= flag.span.upperBound)
                last = flag.span.upperBound
            }
            let first = try forced.rewrite(prompt, for: draft) ?? prompt
            let again = try forced.rewrite(first, for: draft)
            #expect(again == nil, "\(seed): \(prompt.debugDescription) → \(first.debugDescription)")
            let flags = FlagReader.flags(in: first, .standard)
            #expect(flags.filter { $0.parameter?.name == "ar" }.map(\.values) == [["1:1"]])
            #expect(flags.filter { $0.parameter?.name == "tile" }.count == 1)
            #expect(flags.filter { $0.parameter?.name == "stylize" }.count >= 1)
            #expect(!flags.contains { ["video", "no"].contains($0.parameter?.name) })
        }
    }

    private func randomPrompt(_ random: SeededRandom) -> String {
        let pieces = [
            "a cat", " ", "  ", "--", "\u{2014}", "-", "ar", "aspect", " 16:9", "1:1", "tile", "no",
            "video", "s", "stylize", "250", "=", ",", "::", "\u{200B}", "\u{301}", "猫", "\n",
            "https://x.org/a--b", "foo", " --ar", " --tile", " --video", " --no ", "\u{2013}",
            "6.1",
        ]
        return (0..<Int(random.next() % 12)).map { _ in
            pieces[Int(random.next() % UInt64(pieces.count))]
        }.joined()
    }
}
