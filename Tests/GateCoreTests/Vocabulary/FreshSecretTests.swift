import Foundation
import GateCore
import GateTestKit
import Testing

@Suite("Fresh secrets")
struct FreshSecretTests {
    @Test("an API key is told by its prefix, and has 43 characters of chance")
    func apiKey() {
        let random = SeededRandom(seed: 51)
        let keys = (0..<100).map { _ in FreshSecret.apiKey(random) }
        #expect(Set(keys).count == 100)
        for key in keys {
            #expect(key.wholeMatch(of: /pg_[0-9a-z]{43}/) != nil, "\(key)")
        }
    }

    @Test("a webhook secret is canonical base64 of 32 bytes")
    func webhook() throws {
        let random = SeededRandom(seed: 52)
        for _ in 0..<100 {
            let secret = FreshSecret.webhook(random)
            #expect(secret.hasPrefix("whsec_"))
            let digits = String(secret.dropFirst(6))
            let bytes = try #require(Data(base64Encoded: digits))
            #expect(bytes.count == 32)
            #expect(bytes.base64EncodedString() == digits)
        }
    }
}
