import CZlib
import GateCore
import Testing

@testable import GateFakeDiscord

@Suite("Pictures")
struct PictureTests {
    /// A PNG file's chunks, after checking each one's checksum.
    private func chunks(_ file: [UInt8]) -> [(name: String, data: [UInt8])] {
        var chunks: [(String, [UInt8])] = []
        var place = 8
        func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        while place < file.count {
            let length = number(place)
            let body = Array(file[place + 4..<place + 8 + length])
            #expect(Int(crc32(0, body, uInt(body.count))) == number(place + 8 + length))
            chunks.append((String(decoding: body[..<4], as: UTF8.self), Array(body[4...])))
            place += 12 + length
        }
        return chunks
    }

    @Test(
        "are PNG files that zlib unpacks to every row, as long as was said",
        arguments: [
            Painting.grid(seed: 1), .grid(seed: 2, percent: 15), .single(seed: 3, index: 4),
            .single(seed: 4, index: 1, side: 512),
        ])
    func files(painting: Painting) throws {
        let file = painting.png()
        #expect(file.count == painting.byteCount)
        #expect(PNGFile.dimensions(of: file)?.width == painting.side)
        let chunks = chunks(file)
        #expect(chunks.map(\.name) == ["IHDR", "PLTE", "IDAT", "IEND"])
        var rows = [UInt8](repeating: 0, count: painting.side * (painting.side + 1))
        let expected = rows.count
        var length = uLongf(rows.count)
        let data = chunks[2].data
        #expect(uncompress(&rows, &length, data, uLong(data.count)) == Z_OK)
        #expect(Int(length) == expected)
        #expect(Set(rows).count > 20, "a picture has many colours")
    }

    @Test("follow from the prompt, and show the picked picture of the grid when upscaled")
    func seeds() throws {
        #expect(Painting.grid(seed: 5).png() == Painting.grid(seed: 5).png())
        #expect(Painting.grid(seed: 5).png() != Painting.grid(seed: 6).png())
        #expect(
            Painting.single(seed: 5, index: 1).png() != Painting.single(seed: 5, index: 2).png())
        let small = Motif(seed: 5, index: 3, side: 128)
        let large = Motif(seed: 5, index: 3, side: 256)
        let differences = (0..<64).map { place in
            abs(Int(small.shade(2 * place, place)) - Int(large.shade(4 * place, 2 * place)))
        }
        #expect(differences.filter { $0 > 8 }.count < 4)
    }

    @Test("knows what is no PNG")
    func noPNG() {
        #expect(PNGFile.dimensions(of: [1, 2, 3]) == nil)
        #expect(PNGFile.dimensions(of: [UInt8](repeating: 0, count: 100)) == nil)
    }

    @Test("come from the image host as their attachment says", .timeLimit(.minutes(1)))
    func host() async throws {
        try await RunningFake.with { fake in
            _ = try await fake.api("POST", "/interactions", Bodies.imagine("a cat"))
            var final: JSONValue?
            try await GatewayClient.with(port: fake.port) { client in
                try await client.identify()
                _ = try await fake.api("POST", "/interactions", Bodies.imagine("a cat", nonce: "2"))
                let events = try await client.dispatches(upTo: "MESSAGE_DELETE")
                final = events[events.count - 2]["d"]?["attachments"]?[0]
            }
            let attachment = try #require(final)
            let link = fake.path(of: try #require(attachment["url"]?.string))
            let image = try await fake.open("GET", link)
            #expect(image.status == 200 && image.header("Content-Type") == "image/png")
            #expect(attachment["size"]?.int == Int64(image.body.count))
            #expect(attachment["width"] == 256 && attachment["height"] == 256)
            #expect(PNGFile.dimensions(of: image.body)?.height == 256)
            #expect(try await fake.open("GET", "/attachments/1/2/x.png").status == 404)
        }
    }
}
