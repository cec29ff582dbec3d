import GateCore
import Testing

@testable import GateRules

@Suite("Reading an overlay")
struct OverlayTests {
    private let pack = """
        categories: {gore: {openai: violence/graphic, severity: critical}}
        lists: [{id: list, file: words.txt}]
        rules: [{id: a, words: b}, {id: violence.minor, words: c}]
        """

    private func files(
        _ overlay: String, as path: String = "tenants/acme.yaml"
    ) -> [(path: String, text: String)] {
        [("p.yaml", pack), ("words.txt", "nude\nblood orange"), (path, overlay)]
    }

    private func faults(_ overlay: String, as path: String = "tenants/acme.yaml") -> [String] {
        PackFiles.faults(files(overlay, as: path))
    }

    @Test("reads every key")
    func whole() throws {
        let overlay = try PackFiles.reading(
            files(
                """
                description: for acme
                allow: [nude study, '*berg']
                rules:
                  - {id: own, words: d, category: gore, tests: {match: d}}
                  - {id: own2, words: e}
                override:
                  a: {action: flag, severity: low, mode: shadow, message: Why}
                  list: {action: review}
                  list.nude: {mode: shadow}
                disable: [violence.minor, list.blood-orange]
                """)
        ).overlays[0]
        #expect(overlay.tenant == "acme" && overlay.file == "tenants/acme.yaml")
        #expect(overlay.allow.map(\.written) == ["nude study", "*berg"])
        #expect(overlay.rules.map(\.id) == ["own", "own2"])
        #expect(
            overlay.rules[0].traits == RuleTraits(category: "gore", openAI: ["violence/graphic"]))
        #expect(overlay.rules[1].traits == RuleTraits(category: "tenant"))
        #expect(
            overlay.overrides == [
                "a": RuleOverride(severity: .low, action: .flag, mode: .shadow, message: "Why"),
                "list": RuleOverride(action: .review), "list.nude": RuleOverride(mode: .shadow),
            ])
        #expect(overlay.disabled == ["violence.minor", "list.blood-orange"])
    }

    @Test("refuses rules that do not exist, and suggests what was meant")
    func unknown() {
        let told = faults(
            """
            override:
              violence.miner: {action: flag}
              list.nudes: {action: flag}
              zzzzzzzz: {action: flag}
            disable:
              - lists
            """)
        #expect(
            told == [
                "tenants/acme.yaml:2:3: There is no rule or list \"violence.miner\". "
                    + "Did you mean \"violence.minor\"?",
                "tenants/acme.yaml:3:3: There is no rule or list \"list.nudes\". "
                    + "Did you mean \"list.nude\"?",
                "tenants/acme.yaml:4:3: There is no rule or list \"zzzzzzzz\". "
                    + "Remove it, or write the id of a rule.",
                "tenants/acme.yaml:6:5: There is no rule or list \"lists\". "
                    + "Did you mean \"list\"?",
            ])
    }

    @Test("refuses unknown keys, actions and ids that are taken")
    func wrong() {
        let told = faults(
            """
            alow: [x]
            rules: [{id: a, words: x}]
            override: {a: {action: allow, zones: text}}
            """)
        #expect(
            told == [
                "tenants/acme.yaml:1:1: An overlay has no key \"alow\". Did you mean \"allow\"?",
                "tenants/acme.yaml:2:14: The id \"a\" is taken: p.yaml:3:14 has it. "
                    + "Give one of the two another id.",
                "tenants/acme.yaml:3:24: \"action\" cannot be \"allow\". "
                    + "Write block, review, redact or flag.",
                "tenants/acme.yaml:3:31: An override has no key \"zones\". Remove it, or write "
                    + "one of action, message, mode, severity.",
            ])
    }

    @Test("calls the id of a rule that is wrong itself by no second fault")
    func wrongRule() {
        let told = faults("rules: [{id: own, words: '*'}]\ndisable: [own]")
        #expect(told.count == 1 && told[0].hasPrefix("tenants/acme.yaml:1:27: \"*\" stands alone"))
    }

    @Test("refuses a file whose name is no tenant's id, and a second one of a tenant")
    func names() {
        #expect(
            faults("allow: x", as: "tenants/a b.yaml") == [
                "tenants/a b.yaml: \"a b\" is no tenant's id. Name the file for the tenant: 1 to "
                    + "64 of A-Z a-z 0-9 _ . -, beginning with a letter or digit."
            ])
        let two = PackFiles.faults([("tenants/a.yaml", "allow: x"), ("tenants/a.yml", "allow: x")])
        #expect(
            two == [
                "tenants/a.yml: tenants/a.yaml is an overlay of this tenant too. "
                    + "Put both into one file."
            ])
    }

    @Test("tests a tenant's rules as they judge that tenant")
    func tests() {
        let told = faults(
            "allow: [d e]\nrules: [{id: own, words: d, tests: {match: [d, d e], pass: [e d f]}}]")
        #expect(
            told == [
                "tenants/acme.yaml:2:48: \"d e\" is not matched by the rule \"own\". "
                    + "Mend the rule, or move the text to \"pass\".",
                "tenants/acme.yaml:2:61: \"e d f\" is matched by the rule \"own\" at [2, 3] "
                    + "(folding exact). Except it under \"unless\", or move the text to \"match\".",
            ])
    }
}
