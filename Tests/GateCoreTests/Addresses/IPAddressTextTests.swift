import GateCore
import Testing

@Suite("IP addresses as texts")
struct IPAddressTextTests {
    @Test(
        "reads the usual spellings",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"),
            ("::1", "0:0:0:0:0:0:0:1"), ("::", "0:0:0:0:0:0:0:0"),
            ("2001:DB8::a:0", "2001:db8:0:0:0:0:a:0"), ("1::", "1:0:0:0:0:0:0:0"),
            ("::ffff:192.0.2.1", "0:0:0:0:0:ffff:c000:201"),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ])
    func reads(_ text: String, _ expected: String) {
        #expect(IPAddress(text).map(\.description) == expected)
    }

    @Test(
        "takes nothing else",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4 ", "0x7f.0.0.1", "127.1",
            "1..2.3", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::",
            "g::", "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "fe80::1%eth0", "[::1]",
        ])
    func refuses(_ text: String) { #expect(IPAddress(text) == nil) }
}
