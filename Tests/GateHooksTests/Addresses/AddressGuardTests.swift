import GateCore
import GateTestKit
import Testing

@testable import GateHooks

@Suite struct AddressGuardTests {
    private static let privateSpellings = [
        "http://127.0.0.1/", "http://127.1:8080/", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://[::1]/",
        "http://10.0.0.1/", "http://192.168.1.1:3000/", "http://172.16.5.4/", "http://localhost/",
        "http://api.localhost:8062/", "http://LOCALHOST/", "http://localhost./",
        "http://[fd12::1]/", "http://127.0.0.1./", "http://2130706433./",
    ]

    private static let specialSpellings = [
        "http://0/", "http://0.0.0.0/", "http://169.254.169.254/latest/meta-data/",
        "http://0xa9fea9fe/", "http://2852039166/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://[2001::1]/", "http://[fe80::1]/", "http://[fec0::1]/", "http://[fd00:ec2::254]/",
    ]

    private func guarding(
        allowPrivate: Bool = false, _ table: [String: [[IPAddress]]] = [:]
    ) -> AddressGuard {
        AddressGuard(allowPrivate: allowPrivate, resolver: TableResolver(table))
    }

    @Test(
        "an admin is told of an address that can be seen to be wrong",
        arguments: privateSpellings + specialSpellings + ["ftp://example.com", "nonsense"])
    func faults(url: String) {
        #expect(guarding().fault(in: url) != nil)
    }

    @Test(
        "names and public addresses have no fault that can be seen",
        arguments: [
            "https://hooks.example.com/in", "http://8.8.8.8/", "http://[2606:4700::1111]:8443/x",
        ])
    func noFaults(url: String) {
        #expect(guarding().fault(in: url) == nil)
    }

    @Test("for tests, loopback and private networks are let through", arguments: privateSpellings)
    func allowed(url: String) {
        #expect(guarding(allowPrivate: true).fault(in: url) == nil)
    }

    @Test("special places are not, even then", arguments: specialSpellings)
    func neverAllowed(url: String) {
        #expect(guarding(allowPrivate: true).fault(in: url) != nil)
    }

    @Test("a fault says what to do, and not which address a name has")
    func words() async throws {
        let fault = try #require(guarding().fault(in: "http://127.0.0.1/"))
        #expect(fault.contains("loopback"))
        #expect(fault.contains("PROMPTGATE_ALLOW_PRIVATE_CALLBACKS"))
        let names = guarding(["inner.example.com": [["10.1.2.3"]]])
        let thrown = await #expect(throws: AddressFault.self) {
            try await names.addresses(for: "http://inner.example.com/")
        }
        #expect(thrown?.description.contains("10.1.2.3") == false)
    }

    @Test(
        "a name with one forbidden address among its answers is refused",
        arguments: ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "64:ff9b::a00:1"]
            as [IPAddress])
    func mixedAnswers(address: IPAddress) async {
        let addresses = guarding(["mixed.example.com": [["93.184.216.34", address]]])
        await #expect(throws: AddressFault.self) {
            try await addresses.addresses(for: "https://mixed.example.com/")
        }
    }

    @Test("a name is resolved once, and gives what was looked at")
    func rebinding() async throws {
        let resolver = TableResolver(["rebind.example.com": [["93.184.216.34"], ["127.0.0.1"]]])
        let addresses = AddressGuard(allowPrivate: false, resolver: resolver)
        let found = try await addresses.addresses(for: "http://rebind.example.com/")
        #expect(found == ["93.184.216.34"])
        #expect(resolver.questions == ["rebind.example.com"])
    }

    @Test("a name without an address may have one later")
    func unresolved() async {
        let thrown = await #expect(throws: AddressFault.self) {
            try await guarding().addresses(for: "http://gone.example.com/")
        }
        guard case .unresolved = thrown else {
            Issue.record("\(String(describing: thrown))")
            return
        }
    }

    @Test("the system's resolver reads every spelling of an address, and the hosts file")
    func systemResolver() async throws {
        let resolver = SystemResolver(time: SystemTime())
        #expect(try await resolver.addresses(of: "0x7f.1") == ["127.0.0.1"])
        #expect(try await resolver.addresses(of: "::1") == ["::1"])
        let names = try await resolver.addresses(of: "localhost")
        #expect(names.contains("127.0.0.1") || names.contains("::1"))
    }
}
