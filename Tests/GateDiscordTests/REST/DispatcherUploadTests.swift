import GateCore
import GateTestKit
import Testing

@testable import GateDiscord

@Suite("Keeping images on Discord's side", .timeLimit(.minutes(1)))
struct DispatcherUploadTests {
    private static func slot(_ url: String, name: String = "uuid-1/cat.webp") -> String {
        #"{"attachments":[{"id":0,"upload_url":"\#(url)","upload_filename":"\#(name)"}]}"#
    }

    @Test("The file goes where Discord says, as what it is, without the token")
    func upload() async throws {
        let discord = DispatcherFixture(proxyURL: "http://proxy.test:3128")
        discord.transport.enqueue(status: 200, body: Self.slot("http://storage.test/put?sig=1"))
        discord.transport.enqueue(status: 200)
        let file = try await discord.dispatcher.upload(
            filename: "cat.webp", contentType: "image/webp", bytes: [1, 2, 3])
        #expect(
            file
                == UploadedFile(
                    uploadFilename: "uuid-1/cat.webp",
                    uploadURL: "http://storage.test/put?sig=1"))
        let calls = discord.transport.calls
        #expect(calls.map(\.method) == ["POST", "PUT"])
        #expect(calls[0].url == "http://127.0.0.1:1/api/v9/channels/22/attachments")
        #expect(
            DiscordJSON.decode(calls[0].body ?? [])
                == ["files": [["filename": "cat.webp", "file_size": 3, "id": "0"]]])
        #expect(calls[1].url == "http://storage.test/put?sig=1")
        #expect(calls[1].body == [1, 2, 3])
        #expect(calls[1].headers.map(\.name) == ["Content-Type", "User-Agent"])
        #expect(calls[1].headers.first?.value == "image/webp")
        #expect(calls.map(\.proxy) == ["http://proxy.test:3128", "http://proxy.test:3128"])
    }

    @Test(
        "No place, or one that is not on the web, gets no file",
        arguments: [
            "{}", "", #"{"attachments":[]}"#, #"{"attachments":[{"upload_url":"http://a/b"}]}"#,
            slot("file:///etc/passwd"), slot("ftp://a/b"), slot("http://a/b c"), slot(""),
            slot("http://a/b", name: ""),
        ])
    func noPlace(body: String) async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: body)
        await #expect(
            throws: DispatchError.permanent("Discord's answer names no usable place for the file.")
        ) {
            try await discord.dispatcher.upload(
                filename: "a.png", contentType: "image/png", bytes: [1])
        }
        #expect(discord.transport.calls.count == 1)
    }

    @Test("A server asked over TLS cannot send the file on in the clear")
    func downgrade() async {
        let discord = DispatcherFixture(apiBase: "https://discord.test/api/v9")
        discord.transport.enqueue(status: 200, body: Self.slot("http://storage.test/put"))
        await #expect(
            throws: DispatchError.permanent("Discord's answer names no usable place for the file.")
        ) {
            try await discord.dispatcher.upload(
                filename: "a.png", contentType: "image/png", bytes: [1])
        }
    }

    @Test(
        "A refusing storage fails the upload, and is not the account's fault",
        arguments: [
            (401, .permanent("Discord's storage answered 401.")),
            (403, .permanent("Discord's storage answered 403.")),
            (503, .transient("Discord's storage answered 503.", retryAfter: nil)),
        ] as [(Int, DispatchError)])
    func storage(status: Int, expected: DispatchError) async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: Self.slot("http://storage.test/put"))
        discord.transport.enqueue(status: status)
        await #expect(throws: expected) {
            try await discord.dispatcher.upload(
                filename: "a.png", contentType: "image/png", bytes: [1])
        }
        #expect(discord.dispatcher.health() == .connecting)
    }

    @Test("A storage that does not answer can be tried again")
    func silentStorage() async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: Self.slot("http://storage.test/put"))
        discord.transport.enqueue { _ in throw HTTPFault.unanswered("reset") }
        await #expect(
            throws: DispatchError.transient("Discord did not answer: reset", retryAfter: nil)
        ) {
            try await discord.dispatcher.upload(
                filename: "a.png", contentType: "image/png", bytes: [1])
        }
    }

    @Test("Posting names the account's own channel, and gives the image's address")
    func post() async throws {
        let discord = DispatcherFixture()
        discord.transport.enqueue(
            status: 200,
            body: #"{"id":"1","attachments":[{"url":"https://cdn.test/cat.webp?ex=1"}]}"#)
        let url = try await discord.dispatcher.post(uploadFilename: "uuid-1/cat.webp")
        #expect(url == "https://cdn.test/cat.webp?ex=1")
        let call = try #require(discord.transport.calls.first)
        #expect(call.url == "http://127.0.0.1:1/api/v9/channels/22/messages")
        let body = try #require(DiscordJSON.decode(call.body ?? [])?.object)
        let nonce = try #require(body["nonce"]?.string)
        #expect(nonce.wholeMatch(of: /[0-9]{17,20}/) != nil)
        #expect(
            body == [
                "content": "", "nonce": .string(nonce), "channel_id": "22", "type": 0,
                "sticker_ids": [],
                "attachments": [
                    [
                        "id": "0", "filename": "cat.webp",
                        "uploaded_filename": "uuid-1/cat.webp",
                    ]
                ],
            ])
    }

    @Test(
        "A message without an image's address is a failure",
        arguments: [
            "{}", #"{"attachments":[{"url":"javascript:x"}]}"#, "",
        ])
    func postWithoutImage(body: String) async {
        let discord = DispatcherFixture()
        discord.transport.enqueue(status: 200, body: body)
        await #expect(
            throws: DispatchError.permanent("Discord's answer names no address for the image.")
        ) { try await discord.dispatcher.post(uploadFilename: "a/b.png") }
    }
}
