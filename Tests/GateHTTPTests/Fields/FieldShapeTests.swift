import Testing

@testable import GateHTTP

@Suite("Shapes of fields")
struct FieldShapeTests {
    @Test("a Discord id has 1 to 20 digits and fits into 64 bits")
    func snowflake() {
        for good in ["1", "1234567890123456789", "18446744073709551615"] {
            #expect(FieldShape.snowflake.holds(good))
        }
        for bad in [
            "", "18446744073709551616", "123456789012345678901", "-1", "+1", "1a", " 1", "١٢",
        ] {
            #expect(!FieldShape.snowflake.holds(bad), "\(bad)")
        }
    }

    @Test("a UUID has five groups of hexadecimal digits")
    func uuid() {
        #expect(FieldShape.uuid.holds("0A1b2c3d-0000-1111-2222-333344445555"))
        for bad in [
            "", "0a1b2c3d00001111222233334444555", "0a1b2c3d-0000-1111-2222-33334444555g",
            "0a1b2c3d-0000-1111-2222-333344445555::1", "-0a1b2c3d-0000-1111-2222-333344445555",
        ] {
            #expect(!FieldShape.uuid.holds(bad), "\(bad)")
        }
    }

    @Test("a task's name has 1 to 64 plain characters")
    func triggerID() {
        #expect(FieldShape.triggerID.holds("A-z_0.9"))
        #expect(FieldShape.triggerID.holds(String(repeating: "a", count: 64)))
        for bad in ["", String(repeating: "a", count: 65), "a b", "a/b", "é", "a\n"] {
            #expect(!FieldShape.triggerID.holds(bad), "\(bad)")
        }
    }

    @Test("a tenant's id can name a file")
    func tenantID() {
        #expect(FieldShape.tenantID.holds("acme.eu-1"))
        for bad in [".", "..", ".a", "-a", "_a", "a/b", ""] {
            #expect(!FieldShape.tenantID.holds(bad), "\(bad)")
        }
    }

    @Test("an uploaded file's name has one slash and goes nowhere else")
    func uploadFilename() {
        #expect(FieldShape.uploadFilename.holds("0a1b/cat.png"))
        for bad in [
            "cat.png", "/cat.png", "a/", "a/b/c", "a/../b", "../b", "a/b\n", "a/b\u{0}", "a/\u{85}",
            "a/" + String(repeating: "b", count: 511),
        ] {
            #expect(!FieldShape.uploadFilename.holds(bad), "\(bad)")
        }
    }

    @Test("an image's address is http or https, with a host and without blanks")
    func webAddress() {
        for good in ["http://a", "https://a.b/c?d=e#f", "HTTPS://a/b", "https://a/ü"] {
            #expect(FieldShape.webAddress.holds(good), "\(good)")
        }
        for bad in [
            "", "a", "ftp://a", "https://", "https:///a", "https://a b", "https://a\u{A0}b",
            "javascript:https://a", "https://a\u{7}",
            "https://" + String(repeating: "a", count: 2048),
        ] {
            #expect(!FieldShape.webAddress.holds(bad), "\(bad)")
        }
    }

    @Test("text is anything but blank; the NUL that databases cut at is refused")
    func text() {
        #expect(FieldShape.text.holds(" a\n"))
        for bad in ["", " \n\t\u{3000}", "a\u{0}b"] { #expect(!FieldShape.text.holds(bad)) }
        #expect(FieldShape.anyText.holds(""))
        #expect(!FieldShape.anyText.holds("\u{0}"))
    }
}
