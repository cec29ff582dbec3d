import GateCore
import Testing

@testable import GateRules

@Suite("Zones of a prompt")
struct PromptZonesTests {
    private func parts(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            PromptZones(bytes).parts.map { part in
                "\(part.zone): \(String(decoding: bytes[part.range], as: UTF8.self))"
            }
        }
    }

    @Test("takes addresses out of the text, leading or not")
    func addresses() {
        #expect(
            parts("https://cdn.example.com/nude.png HTTP://a.b/c a cat <https://s.mj.run/xyz> end")
                == [
                    "url: https://cdn.example.com/nude.png", "url: HTTP://a.b/c",
                    "url: https://s.mj.run/xyz",
                ])
        #expect(parts("https://a.b/x.png，裸体") == ["url: https://a.b/x.png"])
    }

    @Test(
        "leaves in the text what only looks like an address",
        arguments: [
            "http://nude woman", "https:// nude", "https://nude/x", "xhttp://a.b", "http:/a.b",
            "ftp://a.b/nude", "https://u@nude.b/x", "https://.a/x",
        ])
    func noAddresses(text: String) {
        #expect(parts(text) == [])
    }

    @Test("takes the number of a weight out, and leaves the colons")
    func weights() {
        #expect(
            parts("hot::1.5 dog::-.5 x::2y z:: ::") == [
                "parameters: 1.5", "parameters: -.5", "parameters: 2",
            ])
    }

    @Test("takes known parameters out, with their values")
    func parameters() {
        #expect(
            parts("a cat --ar 16:9 --V 6.1 --tile --s 250 --style raw --niji --seed 1 end")
                == [
                    "parameters: --ar 16:9", "parameters: --V 6.1", "parameters: --tile",
                    "parameters: --s 250", "parameters: --style raw", "parameters: --niji",
                    "parameters: --seed 1",
                ])
        #expect(parts("cat —ar 1:1") == ["parameters: —ar 1:1"])
        #expect(parts("cat –q .5") == ["parameters: –q .5"])
        #expect(
            parts("--sref https://a.b/c.png 123::2 random --p abc12de --cw 50 dog")
                == [
                    "parameters: --sref https://a.b/c.png 123::2 random",
                    "parameters: --p abc12de", "parameters: --cw 50",
                ])
    }

    @Test(
        "leaves in the text what no parameter takes",
        arguments: [
            ("--nude", []), ("--foo nude woman", []), ("-- nude", []), ("a--ar 1:1", []),
            ("--ar nude", ["parameters: --ar"]), ("--style nude", ["parameters: --style"]),
            ("--p woman", ["parameters: --p"]), ("--tile nude", ["parameters: --tile"]),
            ("--v nude", ["parameters: --v"]), ("--seed 1 nude", ["parameters: --seed 1"]),
            ("--ar 1:1nude", ["parameters: --ar"]), ("--arnude 1:1", []), ("— no nude", []),
            ("--sref nude", ["parameters: --sref"]), ("--notnude", []), ("--no-nude", []),
        ])
    func noParameters(text: String, expected: [String]) {
        #expect(parts(text) == expected)
    }

    @Test("takes what follows --no for negative, up to the next parameter")
    func negative() {
        #expect(
            parts("a cat --no nude, blood --ar 1:1 dog")
                == ["parameters: --no", "negative:  nude, blood ", "parameters: --ar 1:1"])
        #expect(parts("cat —no dogs --nude") == ["parameters: —no", "negative:  dogs "])
        #expect(parts("cat --no") == ["parameters: --no", "negative: "])
    }

    @Test("blanks out the other zones without moving any text")
    func masks() {
        var text = "é https://a.b/c nude --no dög --ar 1:1 x"
        text.withUTF8 { bytes in
            let zones = PromptZones(bytes)
            func kept(_ zone: PromptZone) -> String? {
                var masked: [UInt8] = []
                guard zones.mask(bytes, keeping: zone, into: &masked) else { return nil }
                return String(decoding: masked, as: UTF8.self)
            }
            func gap(_ count: Int) -> String { String(repeating: " ", count: count) }
            #expect(kept(.text) == "é \(gap(13)) nude \(gap(18)) x")
            #expect(kept(.url) == "\(gap(3))https://a.b/c\(gap(26))")
            #expect(kept(.negative) == "\(gap(26)) dög \(gap(10))")
            for zone in PromptZone.allCases { #expect(kept(zone)?.utf8.count == bytes.count) }
        }
        var plain = "nothing but text: a - b"
        plain.withUTF8 { #expect(PromptZones($0).parts.isEmpty) }
    }

    @Test("lets rules judge the text alone, with spans in the prompt as sent")
    func judged() throws {
        let rules = try TestRules.of(["nude", "belly button"])
        func spans(_ text: String) -> [[Int]] { rules.judge(text, tenant: nil).matches.map(\.span) }
        #expect(spans("https://é.example.com/x https://a.bc/nude a tree --no nude --ar 1:1") == [])
        #expect(spans("https://a.bc/nude nude") == [[18, 22]])
        #expect(spans("a tree --no dogs --nude") == [[19, 23]])
        #expect(spans("a tree --foo nude") == [[13, 17]])
        #expect(spans("nude::2 art") == [[0, 4]])
        #expect(spans("x::2nude art") == [[4, 8]])
        #expect(spans("nude --ar 1:1") == [[0, 4]])
        // A parameter in between is no way to part a phrase.
        #expect(spans("belly --ar 1:1 button") == [[0, 21]])
    }
}
