import GateCore
import GateTestKit
import Testing

@Suite("Random sources")
struct RandomSourceTests {
    @Test("fractions lie in 0..<1 and fill it evenly")
    func fraction() {
        let random = SeededRandom(seed: 41)
        var tenths = Array(repeating: 0, count: 10)
        for _ in 0..<10_000 {
            let fraction = random.fraction()
            #expect((0..<1).contains(fraction))
            tenths[Int(fraction * 10)] += 1
        }
        #expect(tenths.allSatisfy { (900...1100).contains($0) }, "\(tenths)")
    }

    @Test("tokens have the length asked for, and their 36 characters")
    func token() {
        let random = SeededRandom(seed: 42)
        let token = random.token(5000)
        #expect(token.count == 5000)
        #expect(Set(token) == Set("0123456789abcdefghijklmnopqrstuvwxyz"))
        #expect(random.token(0).isEmpty)
    }

    @Test("the system's source does not repeat itself")
    func system() {
        #expect(Set((0..<1000).map { _ in SystemRandom().next() }).count == 1000)
    }
}
