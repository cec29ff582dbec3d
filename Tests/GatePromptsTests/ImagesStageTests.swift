import GateCore
import Testing

@testable import GatePrompts

@Suite("The stage images")
struct ImagesStageTests {
    private func reason(
        _ prompt: String, _ written: Written = [:], images: [String] = [],
        tenant: TenantID = "acme"
    ) async throws -> Reason? {
        let (settings, faults) = read(written, ImagesSettings.self)
        #expect(faults == [])
        return try await ImagesStage(settings).decide(
            exchange(prompt, tenant: tenant, images: images)
        ).reason
    }

    @Test(
        "public https addresses pass, wherever they stand",
        arguments: [
            "a cat", "https://cdn.example.com/a.png a cat", "a cat --sref https://x.org/a.png::2",
            "看https://x.org/a.png猫", "a (https://x.org/a.png), a dog", "https://x.org:443/a",
            "https://93.184.216.34/a.png x", "https://[2606:2800:220:1::1946]/a x",
            "https://x.org. a", "https://X.ORG/a--b?c=d#e", "std::vector", "ratio 1:2://",
        ])
    func passing(_ prompt: String) async throws { #expect(try await reason(prompt) == nil) }

    @Test(
        "addresses that lead nowhere public do not, however they are spelled",
        arguments: [
            "http://x.org/a.png", "ftp://x.org/a.png", "file:///etc/passwd",
            "https://localhost/a", "https://foo.localhost/a", "https://printer.local/a",
            "https://nas/a", "https://a.internal/x", "https://router.home.arpa",
            "https://127.0.0.1/a", "https://10.0.0.1/a", "https://192.168.1.1", "https://0.0.0.0/",
            "https://169.254.169.254/latest/meta-data", "https://100.64.0.1/",
            "https://[::1]/a", "https://[::ffff:127.0.0.1]/a", "https://[fe80::1]/",
            "https://[fd00::1]/", "https://[::ffff:7f00:1]", "https://[::]/",
            "https://2130706433/a", "https://0x7f000001/a", "https://0177.0.0.1/a",
            "https://127.1/a", "https://0x7f.1/", "https://127.0.0.1./a", "https://1.2.3.4.5/",
            "https://user@x.org/a", "https://x.org@127.0.0.1/", "https://x.org:pw@evil.org/",
            "https://x.org:8080/a", "https://x.org:/a", "https://x.org:99999/",
            "https://x.org\\@evil.org/", "https://x%2eorg/a", "https://x..org/", "https:///a",
            "https://ex\u{430}mple.com/a", "https://[::1", "https://[x]/", "https://a b.org",
            "xhttps://nas/a", "a cat --cref https://10.0.0.1/x", "see (http://x.org)",
        ])
    func refused(_ prompt: String) async throws {
        let reason = try await reason(prompt)
        #expect(reason != nil)
        #expect(reason.map { [.badParameters, .notAllowed].contains($0.code) } != false)
    }

    @Test("only listed hosts, where there is a list")
    func listed() async throws {
        let written: Written = ["hosts": ["cdn.example.com", "*.images.org", "93.184.216.34"]]
        for host in ["cdn.example.com", "CDN.example.com.", "a.images.org", "a.b.images.org"] {
            #expect(try await reason("https://\(host)/a.png x", written) == nil)
        }
        #expect(try await reason("https://93.184.216.34/a x", written) == nil)
        for host in ["example.com", "images.org", "xcdn.example.com", "evil-images.org", "1.1.1.1"]
        {
            let reason = try await reason("x https://\(host)/a.png", written)
            #expect(reason?.code == .notAllowed)
            #expect(reason?.detail == "Images on \(host) are not allowed.")
            #expect(reason?.fields.first?.span == [2, 2 + 14 + host.count])
        }
    }

    @Test("addresses beside the text count and are judged, too")
    func beside() async throws {
        let local = try await reason("a cat", images: ["https://10.0.0.1/a.png"])
        #expect(local?.fields.first?.field == "picurl")
        #expect(try await reason("a cat", images: ["https://x.org/a_(1).png"]) == nil)
        for wrong in ["no address", "https://x.org/a b", "https://x.org/é", "xhttps://x.org/a"] {
            #expect(try await reason("a cat", images: [wrong]) != nil)
        }
        let many = try await reason(
            "https://x.org/a https://x.org/b", ["max": "2"], images: ["https://x.org/c"])
        #expect(many?.detail == "The prompt has 3 addresses of images; 2 are allowed.")
    }

    @Test("ports and tenants have settings of their own")
    func others() async throws {
        let written: Written = [
            "ports": ["443", "8443"], "tenants": ["strict": ["hosts": ["x.org"], "max": "1"]],
        ]
        #expect(try await reason("https://y.org:8443/a", written) == nil)
        #expect(try await reason("https://y.org/a", written, tenant: "strict") != nil)
        #expect(try await reason("https://x.org:8443/a", written, tenant: "strict") == nil)
        #expect(
            try await reason("https://x.org/a https://x.org/b", written, tenant: "strict") != nil)
    }

    @Test("judges prompts alone")
    func surfaces() async throws {
        let (settings, _) = read([:], ImagesSettings.self)
        let stage = ImagesStage(settings)
        #expect(try await stage.decide(exchange("http://nas/", surface: .moderate)) == .pass)
    }

    @Test(
        "tells what is wrong with its settings",
        arguments: [
            (["hosts": ["https://x.org"]], "\"https://x.org\" is no host."),
            (["hosts": ["*"]], "\"*\" is no host."),
            (["hosts": ["a.*.org"]], "\"a.*.org\" is no host."),
            (["ports": ["0"]], "\"0\" is no port."), (["max": "101"], "\"max\" cannot be \"101\"."),
        ] as [(Written, String)])
    func wrongSettings(_ written: Written, _ fault: String) {
        let (_, faults) = read(written, ImagesSettings.self)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix(fault) == true, "\(faults)")
    }
}
