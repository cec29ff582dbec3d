import GateTestKit
import Testing

@testable import GateHTTP

@Suite("Names of requests")
struct RequestNamesTests {
    @Test("are all different, and of one shape")
    func different() {
        let names = RequestNames(SeededRandom(seed: 1))
        let others = RequestNames(SeededRandom(seed: 2))
        let made = (0..<10_000).map { _ in names.next() } + (0..<10_000).map { _ in others.next() }
        #expect(Set(made).count == 20_000)
        #expect(
            made.allSatisfy { name in
                name.count == 20
                    && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
            })
    }
}
