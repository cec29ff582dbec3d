import Testing

@testable import GateHooks

@Suite struct CallbackURLTests {
    @Test("reads scheme, host and port")
    func parts() throws {
        let plain = try CallbackURL("https://Hooks.Example.com/in?key=1:2@3#x")
        #expect(plain.scheme == "https")
        #expect(plain.host == "hooks.example.com")
        #expect(plain.port == 443)
        #expect(try CallbackURL("HTTP://example.com").port == 80)
        let query = try CallbackURL("http://example.com:8080?x")
        #expect(query.host == "example.com")
        #expect(query.port == 8080)
        let six = try CallbackURL("http://[2606:4700::1111]:9000/")
        #expect(six.host == "2606:4700::1111")
        #expect(six.port == 9000)
    }

    @Test(
        "refuses what two readers could read differently",
        arguments: [
            "", "example.com", "ftp://example.com", "file:///etc/passwd", "gopher://example.com",
            "http:/example.com", "http://", "http:///x", "http://:80/", "//example.com",
            "http://user@example.com", "http://user:pw@example.com/",
            "http://example.com@127.0.0.1/",
            "http://example.com\\@127.0.0.1/", "http://exa mple.com", "http://example.com\t/",
            "http://example.com/\nx", "http://ex%61mple.com/", "http://examplé.com/",
            "http://①②⑦.⓪.⓪.①/", "http://１２７.0.0.1/", "http://example.com:/",
            "http://example.com:80:80/", "http://example.com:0/", "http://example.com:65536/",
            "http://example.com:+80/", "http://example.com:22/", "http://example.com:25/",
            "http://[::1", "http://[::1]x/", "http://[fe80::1%25eth0]/", "http://[]/",
            "http://[a]/",
            "http://exa$mple.com/", " http://example.com",
        ])
    func refused(url: String) {
        #expect(throws: AddressFault.self) { try CallbackURL(url) }
    }

    @Test("refuses what is too long")
    func long() {
        #expect(throws: AddressFault.self) {
            try CallbackURL("http://example.com/" + String(repeating: "a", count: 2048))
        }
    }
}
