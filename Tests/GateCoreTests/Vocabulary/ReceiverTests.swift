import GateCore
import Testing

@Suite("A receiver of webhooks") struct ReceiverTests {
    @Test(
        "is told by host and port, however its address is spelt",
        arguments: [
            ("https://Hooks.example.com/in?x=1", "hooks.example.com:443"),
            ("HTTPS://hooks.example.com:443", "hooks.example.com:443"),
            ("http://hooks.example.com#a", "hooks.example.com:80"),
            ("http://[2001:DB8::1]/x", "[2001:db8::1]:80"),
            ("http://[2001:db8::1]:8080/x", "[2001:db8::1]:8080"),
        ])
    func origin(url: String, origin: String) {
        #expect(Receiver(tenant: "shop", url: url) == Receiver(tenant: "shop", origin: origin))
    }

    @Test(
        "is one and the same for all that cannot be addresses",
        arguments: [
            "", "ftp://a/", "https://", "https://user:word@host/", "http://a b/", "http://ä/",
        ])
    func malformed(url: String) {
        #expect(Receiver(tenant: "shop", url: url).text == "shop malformed")
    }

    @Test("is another for each tenant")
    func tenants() {
        let url = "https://hooks.example.com/"
        #expect(Receiver(tenant: "a", url: url) != Receiver(tenant: "b", url: url))
    }
}
