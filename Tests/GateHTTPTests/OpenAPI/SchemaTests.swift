import GateCore
import Testing

@testable import GateHTTP

@Suite("Schemas")
struct SchemaTests {
    @Test("a sample of every kind that has a name is of that kind")
    func samples() throws {
        for (name, schema) in SchemaBook.all {
            let sample = try JSONReader.read(schema.sample.bytes)
            #expect(schema.faults(in: sample) == [], "\(name)")
        }
    }

    @Test("a member that is missing, unknown or of another kind is named")
    func faults() {
        let schema = Schema.object(["a": .integer(1...3), "b": .orNull(.flag)])
            .addingOptional(["c": .list(.words(["x"]))])
        #expect(schema.faults(in: ["a": 1, "b": .null]) == [])
        #expect(schema.faults(in: ["a": 4, "b": true]) == ["$.a is 4"])
        #expect(schema.faults(in: ["a": 1]) == ["$.b is missing"])
        #expect(schema.faults(in: ["a": 1, "b": true, "d": 1]) == ["$.d is unknown"])
        #expect(schema.faults(in: ["a": 1, "b": true, "c": ["x", "y"]]) == ["$.c[1] is y"])
        #expect(schema.faults(in: ["a": "1", "b": true]).count == 1)
    }

    @Test("a reading describes itself, with all that is inside")
    func described() {
        let members = FieldReader.described { fields in
            _ = fields.string("name", .triggerID, required: true)
            _ = fields.object("inner") { $0.flag("deep") }
            _ = fields.objects("some", count: 1...2) { $0.integer("n", in: 0...9) }
        }
        #expect(members.map(\.name) == ["name", "inner", "some"])
        #expect(members.map(\.isRequired) == [true, false, false])
        let inner = Schema.object(
            [SchemaMember("deep", .orNull(.flag), isRequired: false)], others: false)
        #expect(members[1].schema == .orNull(inner))
    }

    @Test("texts that a shape takes go with the pattern of the document")
    func patterns() throws {
        for (shape, text) in [
            (FieldShape.triggerID, "a.B-9_"), (.tenantID, "acme"),
            (.snowflake, "1190000000000000003"),
            (.uuid, "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"), (.label, "a name"), (.text, "é"),
            (.webAddress, "https://a.test/b.png"), (.uploadFilename, "5f2b/a.png"),
            (.term, "tyrone"), (.reason, "why"), (.cursor, "MTcz"), (.anyText, ""),
        ] {
            let pattern = try Regex(shape.rules.pattern ?? "")
            #expect(shape.holds(text) && text.wholeMatch(of: pattern) != nil, "\(shape.words)")
            let example = shape.rules.example ?? ""
            #expect(shape.holds(example) && example.wholeMatch(of: pattern) != nil)
        }
    }
}
