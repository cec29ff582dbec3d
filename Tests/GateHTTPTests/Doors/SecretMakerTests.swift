import GateCore
import GateTestKit
import Testing

@testable import GateHTTP

@Suite("Secrets")
struct SecretMakerTests {
    private struct Zero: RandomSource { func next() -> UInt64 { 0 } }

    @Test("a key is pg_ and 43 characters, a webhook secret whsec_ and base64 of 32 bytes")
    func shapes() {
        let maker = SecretMaker(random: SeededRandom(seed: 7))
        #expect(maker.key().wholeMatch(of: /pg_[A-Za-z0-9_-]{43}/) != nil)
        #expect(maker.webhook().wholeMatch(of: /whsec_[A-Za-z0-9+\/]{43}=/) != nil)
        #expect(maker.key() != maker.key())
    }

    @Test("the bytes are spelt as RFC 4648 has it")
    func base64() {
        #expect(
            SecretMaker(random: Zero()).webhook() == "whsec_" + String(repeating: "A", count: 43)
                + "=")
        #expect(
            SecretMaker(random: Ones()).webhook()
                == "whsec_" + String(repeating: "/", count: 42) + "8=")
    }

    private struct Ones: RandomSource { func next() -> UInt64 { .max } }
}
