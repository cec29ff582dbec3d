import GateCore
import Testing

@testable import GatePrompts

@Suite("The stage parameters")
struct ParametersStageTests {
    private func verdict(
        _ prompt: String, _ written: Written, tenant: TenantID = "acme"
    ) async throws -> Verdict {
        let (settings, faults) = read(written, ParametersSettings.self)
        #expect(faults == [])
        return try await ParametersStage(settings).decide(exchange(prompt, tenant: tenant))
    }

    private func detail(_ prompt: String, _ written: Written) async throws -> String? {
        try await verdict(prompt, written).reason?.detail
    }

    @Test("lets through what is allowed, under any of its names")
    func allowed() async throws {
        for prompt in ["a cat", "a cat --ar 16:9 --s 9", "a cat --aspect 16:9 --stylize 9"] {
            #expect(try await verdict(prompt, ["allow": ["aspect", "--s"]]) == .pass)
        }
        #expect(try await verdict("a cat --chaos 5 --tile", ["deny": ["video"]]) == .pass)
    }

    @Test("refuses what is not, with its place, as code 13")
    func denied() async throws {
        let said = try await verdict("a cat --video --ar 1:1", ["deny": ["video"]])
        let reason = try #require(said.reason)
        #expect(said.name == "deny")
        #expect(reason.code == .badParameters)
        #expect(reason.detail == "--video is not allowed.")
        #expect(reason.fields == [FieldFault("prompt", "--video is not allowed.", span: 6..<13)])
        #expect(
            try await detail("a cat --turbo", ["allow": ["ar", "no"]])
                == "--turbo is not allowed; these are: --ar, --no.")
        #expect(
            try await detail("a cat \u{2014}turbo", ["allow": []])
                == "--turbo is not allowed; no parameter is.")
    }

    @Test("tells every fault of a prompt, up to ten")
    func several() async throws {
        let prompt = "a cat" + String(repeating: " --video", count: 12)
        let fields = try await verdict(prompt, ["deny": ["video"]]).reason?.fields
        #expect(fields?.count == 10)
    }

    @Test(
        "values have ranges",
        arguments: [
            ("--s 1000", nil),
            ("--s 1001", "--s 1001 is out of range; 0 to 1000 is allowed."),
            ("--stylize -1", "--stylize -1 is out of range; 0 to 1000 is allowed."),
            ("--s5000", "--s 5000 is out of range; 0 to 1000 is allowed."),
            ("--s 1e9", "--s 1e9 needs a value from 0 to 1000."),
            ("--s", "--s needs a value from 0 to 1000."),
            ("--s --tile", "--s needs a value from 0 to 1000."),
            ("--ar 3:1", nil), ("--ar 1:2", nil), ("--ar 16x9", nil),
            ("--ar 31:10", "--ar 31:10 is out of range; 1:2 to 3:1 is allowed."),
            ("--ar 0:1", "--ar 0:1 needs a value from 1:2 to 3:1."),
            ("--s 5 --s 5000", "--s 5000 is out of range; 0 to 1000 is allowed."),
        ])
    func ranges(_ flags: String, _ fault: String?) async throws {
        let written: Written = ["ranges": ["stylize": "0-1000", "ar": "1:2-3:1"]]
        #expect(try await detail("a cat " + flags, written) == fault)
    }

    @Test(
        "values can be named",
        arguments: [
            ("--v 7", nil), ("--v 7.0", nil), ("--version 6.1", nil), ("--style RAW", nil),
            ("--v 5", "--v 5 is not allowed; write 6.1 or 7."),
            ("--v", "--v is not allowed; write 6.1 or 7."),
            ("--style cute", "--style cute is not allowed; write raw."),
        ])
    func values(_ flags: String, _ fault: String?) async throws {
        let written: Written = ["values": ["v": ["6.1", "7"], "style": "raw"]]
        #expect(try await detail("a cat " + flags, written) == fault)
    }

    @Test("an unknown parameter is refused with what may be meant, or let through")
    func unknown() async throws {
        #expect(
            try await detail("a cat --stylizes 5", [:])
                == "--stylizes is no parameter of Midjourney. Did you mean --stylize?")
        #expect(try await verdict("a cat --zzzzzz 5", ["unknown": "pass"]) == .pass)
        #expect(try await verdict("a cat --hover 5", ["names": ["hover"]]) == .pass)
        let denied: Written = ["names": ["hover"], "deny": ["hover"]]
        #expect(try await detail("a cat --hover", denied) == "--hover is not allowed.")
    }

    @Test("a tenant's own settings stand above those of all")
    func tenants() async throws {
        let written: Written = [
            "allow": ["ar"], "ranges": ["ar": "1:1-2:1"],
            "tenants": ["big": ["deny": ["video"], "ranges": ["s": "0-10"]]],
        ]
        #expect(try await verdict("a --tile", written).name == "deny")
        #expect(try await verdict("a --tile", written, tenant: "big") == .pass)
        #expect(try await verdict("a --video", written, tenant: "big").name == "deny")
        #expect(try await verdict("a --ar 3:1", written, tenant: "big").name == "deny")
        #expect(try await verdict("a --s 11", written, tenant: "big").name == "deny")
    }

    @Test("judges prompts alone")
    func others() async throws {
        let (settings, _) = read(["allow": []], ParametersSettings.self)
        let stage = ParametersStage(settings)
        #expect(try await stage.decide(exchange("a --tile", surface: .moderate)) == .pass)
        #expect(try await stage.decide(exchange("x --tile.png", kind: "describe")) == .pass)
    }

    @Test(
        "tells what is wrong with its settings",
        arguments: [
            (["allow": ["ar"], "deny": ["s"]], "Both \"allow\" and \"deny\" are given."),
            (["deny": ["vide"]], "\"vide\" is no parameter of Midjourney. Did you mean \"video\"?"),
            (["ranges": ["s": "a-b"]], "\"a-b\" is no range of numbers."),
            (["ranges": ["s": "10-1"]], "\"10-1\" is no range of numbers."),
            (["ranges": ["ar": "1-2"]], "\"1-2\" is no range of ratios."),
            (["ranges": ["tile": "1-2"]], "\"tile\" has no range."),
            (["values": ["tile": "x"]], "\"tile\" can have none of these values."),
            (["unknown": "maybe"], "\"unknown\" cannot be \"maybe\"."),
            (["alow": ["ar"]], "Stage has no key \"alow\". Did you mean \"allow\"?"),
            (["tenants": ["big": ["alow": "x"]]], "\"big\" has no key \"alow\"."),
        ] as [(Written, String)])
    func wrongSettings(_ written: Written, _ fault: String) {
        let (_, faults) = read(written, ParametersSettings.self)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix(fault) == true, "\(faults)")
    }
}
