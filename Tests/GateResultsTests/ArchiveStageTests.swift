import GateCore
import GateTestKit
import Testing

@testable import GateResults

@Suite("The result stage archive")
struct ArchiveStageTests {
    @Test("keeps an image whole, with its type told by its bytes, and names it in the result")
    func keeps() async throws {
        let bench = try ArchiveBench(["keep": "24h"])
        bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        let result = try await bench.process([bench.attachment])
        let image = try #require(try await bench.store.images(of: "t").first)
        #expect(image.kind == .png)
        #expect(image.size == png.count)
        #expect(image.filename == "fox.png")
        #expect(image.tenant == "acme")
        #expect(image.expiresAt == bench.time.wall() + .seconds(86_400))
        #expect(image.sha256.count == 64)
        #expect(try bench.directory.bytes(at: bench.folder.path(of: image.id)) == png)
        #expect(
            result.attachments[0]["archived_url"]?.string
                == "https://gate.test/v1/images/\(image.id)")
        #expect(result.attachments[0]["url"] == bench.attachment["url"])
        #expect(try await bench.store.image(image.id, tenant: "other") == nil)
    }

    @Test(
        "asks for no more than it takes, by the proxy of Discord, and follows nobody else's links")
    func call() async throws {
        let bench = try ArchiveBench(["max_mib": "1"])
        bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        _ = try await bench.process([bench.attachment])
        let call = try #require(bench.transport.calls.first)
        #expect(call.method == "GET")
        #expect(call.maxAnswerBytes == 1 << 20)
        #expect(call.proxy == "http://proxy.test:3128")
    }

    @Test(
        "calls listed hosts alone",
        arguments: [
            "https://evil.test/a.png", "http://cdn.discordapp.com/a.png", "file:///etc/passwd",
            "https://cdn.discordapp.com@evil.test/a", "https://cdn.discordapp.com:8080/a",
            "https://cdn.discordapp.com.evil.test/a", "https://cdn.discordapp.com\\@evil.test/",
            "https://own.test:444/a", "http://own.test:9000/a", "", "cdn.discordapp.com/a",
            "https://cdn.discordapp.com /a",
        ])
    func hosts(_ address: String) async throws {
        let bench = try ArchiveBench(["hosts": ["own.test", "own.test:9000"]])
        let attachment: JSONValue = ["url": .string(address)]
        let result = try await bench.process([attachment])
        #expect(result.attachments == [attachment])
        #expect(bench.transport.calls.isEmpty)
    }

    @Test("calls more hosts where the settings name them")
    func moreHosts() {
        let sources = ImageSources(hosts: ["own.test", "127.0.0.1:9000"], allowHTTP: true)
        for address in [
            "https://cdn.discordapp.com/a?ex=1", "https://media.discordapp.net/a",
            "https://OWN.test/a", "http://own.test/a", "http://127.0.0.1:9000/a",
        ] { #expect(sources.allow(address)) }
        #expect(!sources.allow("http://cdn.discordapp.com/a"))
    }

    @Test("does not keep what is no image, whatever it is called")
    func wrongType() async throws {
        let bench = try ArchiveBench()
        bench.transport.enqueue(
            status: 200, headers: [("content-type", "image/png")], body: "<html></html>")
        await #expect(throws: StageFault(.error, "not a PNG, JPEG, WebP or GIF image")) {
            try await bench.process([bench.attachment])
        }
        #expect(try await bench.store.images(of: "t").isEmpty)
        #expect(bench.directory.files == [])
        _ = try await bench.process([
            ["url": "https://cdn.discordapp.com/a.mp4", "content_type": "video/mp4"]
        ])
        #expect(bench.transport.calls.count == 1)
    }

    @Test("tries again what may work later, and nothing else")
    func retries() async throws {
        let bench = try ArchiveBench()
        bench.transport.enqueue(status: 503)
        bench.transport.enqueue { _ in throw HTTPFault.unanswered("lost") }
        bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        async let result = bench.process([bench.attachment])
        for pause in [250, 750] as [Int64] {
            await bench.time.waitForSleepers()
            bench.time.advance(by: .milliseconds(pause))
        }
        #expect(try await result.attachments[0]["archived_url"] != nil)
        for (status, fault) in [(404, "status 404"), (301, "status 301"), (403, "status 403")] {
            let bench = try ArchiveBench()
            bench.transport.enqueue(status: status)
            await #expect(throws: StageFault(.error, fault)) {
                try await bench.process([bench.attachment])
            }
        }
        let large = try ArchiveBench()
        large.transport.enqueue { _ in throw HTTPFault.answerTooLarge }
        await #expect(throws: StageFault(.error, "larger than 25 MiB")) {
            try await large.process([large.attachment])
        }
    }

    @Test("one image that fails does not lose another")
    func several() async throws {
        let bench = try ArchiveBench()
        bench.transport.enqueue(status: 404)
        bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        let result = try await bench.process([bench.attachment, bench.attachment])
        #expect(result.attachments[0] == bench.attachment)
        #expect(result.attachments[1]["archived_url"] != nil)
    }

    @Test("a result that is worked on twice has one image")
    func twice() async throws {
        let bench = try ArchiveBench()
        for _ in 0..<2 {
            bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        }
        let first = try await bench.process([bench.attachment])
        let second = try await bench.process([bench.attachment])
        #expect(first == second)
        #expect(try await bench.store.images(of: "t").count == 1)
        #expect(bench.directory.files.count == 1)
    }

    @Test("a store or a disk that refuses leaves no file behind")
    func refused() async throws {
        let bench = try ArchiveBench(store: BrokenImageStore())
        bench.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        await #expect(throws: StageFault(.error, "the store: full")) {
            try await bench.process([bench.attachment])
        }
        #expect(bench.directory.files == [])
        // A folder that cannot be made: a file has its name.
        let full = try ArchiveBench(folder: "/dev/null/images")
        full.transport.enqueue { _ in HTTPAnswer(status: 200, headers: [], body: png) }
        await #expect(throws: StageFault(.error, "mkdir: Not a directory")) {
            try await full.process([full.attachment])
        }
    }
}
