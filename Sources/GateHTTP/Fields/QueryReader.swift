import GateCore

/// Reads the parameters of a query (`?status=queued&limit=10`) and collects everything
/// that is wrong with them, as `FieldReader` does for bodies.
struct QueryReader {
    private var parameters: [String: String] = [:]
    private var known: Set<String> = []
    private(set) var faults: [FieldFault] = []
    /// Where the parameters that are read are noted, while a call is described.
    private var record: FieldRecord?
    /// What the call declares; nil where nothing is compared.
    private let declared: DeclaredFields?

    /// - Parameter query: what follows the question mark, as sent.
    init(_ query: String?) {
        #if DEBUG
            declared = Operation.current.map { DeclaredFields($0.query) }
        #else
            declared = nil
        #endif
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]),
                let value = Self.decoded(parts.count == 2 ? parts[1] : "")
            else {
                faults.append(
                    FieldFault(String(parts[0].prefix(64)), "is not percent-encoded UTF-8"))
                continue
            }
            if parameters.updateValue(value, forKey: name) != nil {
                faults.append(FieldFault(String(name.prefix(64)), "is there twice"))
            }
        }
    }

    /// The parameters that `read` reads.
    static func described(by read: (inout QueryReader) -> Void) -> [SchemaMember] {
        let record = FieldRecord()
        var reader = QueryReader(nil)
        reader.record = record
        read(&reader)
        return record.members
    }

    /// A parameter of that shape; an empty one counts as left out.
    mutating func string(_ name: String, _ shape: FieldShape) -> String? {
        note(name, shape.schema)
        guard let text = value(name) else { return nil }
        guard shape.holds(text) else { return refuse(name, "must be \(shape.words)") }
        return text
    }

    /// A parameter that is a whole number in a range.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        note(name, .integer(range))
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            return refuse(
                name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A parameter that is one of the words of `Choice`.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) -> Choice? {
        note(name, .words(type))
        guard let text = value(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            return refuse(
                name, "must be one of " + type.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    /// A parameter that is a list of the words of `Choice`, separated by commas.
    mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) -> [Choice] {
        let word = "(" + type.allCases.map(\.rawValue).joined(separator: "|") + ")"
        note(
            name,
            .about("Separated by commas.", .text(TextRules(pattern: "^\(word)(,\(word))*$"))))
        guard let text = value(name) else { return [] }
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let choices = words.compactMap { Choice(rawValue: String($0)) }
        if choices.count < words.count {
            blame(
                name,
                "must be of " + type.allCases.map(\.rawValue).joined(separator: ", ")
                    + ", separated by commas")
        }
        return choices
    }

    /// Notes that a parameter is wrong.
    mutating func blame(_ name: String, _ reason: String) {
        faults.append(FieldFault(name, reason))
    }

    /// A parameter that is a time or a day.
    mutating func time(_ name: String) -> Timestamp? {
        note(name, .about("RFC 3339: a time or a day.", .text("2026-11-23")))
        guard let text = value(name) else { return nil }
        // A `+` that was not escaped arrives as a space; a time has no other space.
        let mended = String(text.map { $0 == " " ? "+" : $0 })
        guard let time = Timestamp(iso8601: mended) else {
            return refuse(name, "must be RFC 3339, like 2026-11-23 or 2026-11-23T02:27:12Z")
        }
        return time
    }

    /// Notes that a parameter is wrong.
    @discardableResult
    mutating func refuse<Value>(_ name: String, _ reason: String) -> Value? {
        faults.append(FieldFault(name, reason))
        return nil
    }

    /// Refuses whatever was not read.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    mutating func finish() throws(Problem) {
        for name in parameters.keys.sorted() where !known.contains(name) {
            faults.append(FieldFault(String(name.prefix(64)), "is not a parameter of this call"))
        }
        try FieldReader.refuse(faults)
    }

    private func note(_ name: String, _ schema: Schema) {
        guard record != nil || declared != nil else { return }
        let member = SchemaMember(name, schema, isRequired: false)
        record?.note(member)
        declared?.check(member)
    }

    private mutating func value(_ name: String) -> String? {
        known.insert(name)
        guard let text = parameters[name], !text.isEmpty else { return nil }
        return text
    }

    /// Undoes `application/x-www-form-urlencoded`, as clients write queries.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard rest.count >= 2,
                    let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(code)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
