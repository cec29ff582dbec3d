import Foundation
import GateCore
import Testing

@testable import GateRules

@Suite("Adding to the shipped files")
struct ShippedPackEditTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.root.appendingPathComponent(name)))
    }

    @Test("an exception from any rule of the default pack is an insertion and nothing else")
    func everyRule() throws {
        let before = try bytes("rules/default.yaml")
        let pack = try PackEdit(before, file: "default.yaml")
        let rules = try YAMLListEdit(before, file: "default.yaml").value(at: [.key("rules")])
        let ids = try #require(rules?.items).compactMap { $0["id"]?.text }
        #expect(ids.count > 50)
        for id in ids {
            let after = try pack.excepting("a new exception", from: id, remark: "s1")
            let change = FileEdit(role: .pack, path: "p", before: before, after: after).change
            #expect(after.count - before.count == change.added.utf8.count, "\(id)")
            #expect(change.added.contains("\"a new exception\""), "\(id)")
        }
    }

    @Test("the sample overlay takes an allowance and a rule")
    func sample() throws {
        let before = try bytes("rules/tenants/example.yaml.sample")
        let allowed = try OverlayEdit(before, file: "t/acme.yaml")
            .allowing("nude mouse", remark: "s1")
        let rule = YAMLItem(rule: [("id", "b")], entry: "y", remark: "s2")
        let after = try OverlayEdit(allowed, file: "t/acme.yaml").adding(rule, id: "b")
        let text = String(decoding: after, as: UTF8.self)
        #expect(text.contains("  - judith beheading holofernes\n  # s1\n  - \"nude mouse\"\n"))
        #expect(text.hasSuffix("  # s2\n  - id: b\n    words: [\"y\"]\n"))
    }
}
