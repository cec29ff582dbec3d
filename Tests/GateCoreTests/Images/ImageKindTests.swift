import GateCore
import Testing

@Suite("Kinds of image")
struct ImageKindTests {
    @Test("the first bytes tell the kind")
    func heads() {
        #expect(ImageKind(head: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
        #expect(ImageKind(head: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(ImageKind(head: Array("GIF89a...".utf8)) == .gif)
        #expect(ImageKind(head: Array("RIFF1234WEBPVP8 ".utf8)) == .webp)
        for text in ["", "RIFF1234WAVE", "<svg/>", "%PDF-1.7", "GIF90a"] {
            #expect(ImageKind(head: Array(text.utf8)) == nil)
        }
    }

    @Test("a sender's word may be missing or vague, but not wrong")
    func declared() {
        for word in [nil, "", "application/octet-stream", "image/jpeg", "image/jpg"] {
            #expect(ImageKind.jpeg.agrees(with: word))
        }
        for word in ["image/png", "text/plain"] { #expect(!ImageKind.jpeg.agrees(with: word)) }
        #expect(!ImageKind.png.agrees(with: "image/jpg"))
    }
}
