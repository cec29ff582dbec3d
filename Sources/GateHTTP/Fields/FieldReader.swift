import GateCore

/// Reads the members of one JSON object and collects everything that is wrong with them,
/// so that a caller mends a request in one go.
///
/// Read every member that the call knows, then ask `finish`: whatever was not read is
/// unknown, and refused. A `null` counts as left out.
struct FieldReader {
    private let members: [String: JSONValue]
    /// `rate_limit.` for the members of an inner object.
    private let prefix: String
    private var known: Set<String> = []
    private(set) var faults: [FieldFault] = []
    /// Where the fields that are read are noted, while a call is described.
    private var record: FieldRecord?
    /// What the call declares; nil where nothing is compared.
    private let declared: DeclaredFields?

    /// - Parameters:
    ///   - members: the object.
    ///   - prefix: what goes before the members' names in faults.
    ///   - declared: what the call says that it reads.
    init(
        _ members: [String: JSONValue], prefix: String = "", declared: DeclaredFields? = nil
    ) {
        self.members = members
        self.prefix = prefix
        self.declared = declared
    }

    /// The members that `read` reads, whatever it makes of them.
    static func described<Value>(by read: (inout FieldReader) -> Value) -> [SchemaMember] {
        let record = FieldRecord()
        var reader = FieldReader([:])
        reader.record = record
        _ = read(&reader)
        return record.members
    }

    /// Whether the request has that member, as `null` too.
    func has(_ name: String) -> Bool { record != nil || members[name] != nil }

    /// Notes that a member is wrong.
    mutating func refuse(_ name: String, _ reason: String) {
        faults.append(FieldFault(prefix + name, reason))
    }

    /// A member that is a string of that shape.
    mutating func string(
        _ name: String, _ shape: FieldShape, required: Bool = false, hint: String = ""
    ) -> String? {
        note(name, shape.schema, required)
        guard let value = value(name, required: required, "must be \(shape.words)") else {
            return nil
        }
        guard let text = value.string else {
            refuse(name, "must be a string, not \(value.kindWord)\(hint)")
            return nil
        }
        guard shape.holds(text) else {
            refuse(name, "must be \(shape.words)")
            return nil
        }
        return text
    }

    /// A member that is a whole number in a range.
    mutating func integer(
        _ name: String, in range: ClosedRange<Int>, required: Bool = false
    ) -> Int? {
        note(name, .integer(range), required)
        let words = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = value(name, required: required, "must be \(words)") else { return nil }
        guard let number = value.int.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            refuse(name, "must be \(words)" + (value.int == nil ? ", not \(value.kindWord)" : ""))
            return nil
        }
        return number
    }

    /// A member that is a number in a range.
    mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        note(name, .number, false)
        let words = "a number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = value(name, required: false, "must be \(words)") else { return nil }
        let number: Double? =
            switch value {
            case .int(let whole): Double(whole)
            case .double(let number): number
            default: nil
            }
        guard let number, range.contains(number) else {
            refuse(name, "must be \(words)" + (number == nil ? ", not \(value.kindWord)" : ""))
            return nil
        }
        return number
    }

    /// A member that is one of several whole numbers.
    mutating func integer(
        _ name: String, of allowed: [Int], required: Bool = false
    ) -> Int? {
        note(name, .integers(allowed), required)
        let words = allowed.map(String.init).joined(separator: " or ")
        guard let value = value(name, required: required, "must be the number \(words)") else {
            return nil
        }
        guard let number = value.int.flatMap({ Int(exactly: $0) }), allowed.contains(number) else {
            refuse(
                name,
                "must be the number \(words)" + (value.int == nil ? ", not \(value.kindWord)" : ""))
            return nil
        }
        return number
    }

    /// A member that is one of the words of `Choice`.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type, required: Bool = false
    ) -> Choice? {
        note(name, .words(type), required)
        let words = type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        guard let value = value(name, required: required, "must be one of \(words)") else {
            return nil
        }
        guard let choice = value.string.flatMap(Choice.init(rawValue:)) else {
            refuse(
                name,
                "must be one of \(words)" + (value.string == nil ? ", not \(value.kindWord)" : ""))
            return nil
        }
        return choice
    }

    /// A member that is a truth value.
    mutating func flag(_ name: String) -> Bool? {
        note(name, .flag, false)
        guard let value = value(name, required: false, "") else { return nil }
        guard let flag = value.bool else {
            refuse(name, "must be true or false, not \(value.kindWord)")
            return nil
        }
        return flag
    }

    /// A member that is an object, read by `read`; its faults bear this member's name.
    ///
    /// - Parameter allowsOthers: whether members that are not read are let through.
    mutating func object<Value>(
        _ name: String, required: Bool = false, allowsOthers: Bool = false,
        _ read: (inout FieldReader) -> Value?
    ) -> Value? {
        note(name, required) { .object(Self.described(by: read), others: allowsOthers) }
        guard let value = value(name, required: required, "must be an object") else { return nil }
        guard let members = value.object else {
            refuse(name, "must be an object, not \(value.kindWord)")
            return nil
        }
        var inner = FieldReader(
            members, prefix: "\(prefix)\(name).", declared: declared?.inner(name))
        let result = read(&inner)
        if !allowsOthers { inner.refuseUnknown() }
        faults += inner.faults
        return inner.faults.isEmpty ? result : nil
    }

    /// A member that is an object, or a list of them, each read by `read`.
    mutating func objects<Value>(
        _ name: String, count: ClosedRange<Int>, _ read: (inout FieldReader) -> Value?
    ) -> [Value]? {
        note(name, false) {
            let element = Schema.object(Self.described(by: read), others: false)
            return .either([element, .list(element, count)])
        }
        guard case .array(let elements)? = members[name] else {
            return object(name, read).map { [$0] }
        }
        known.insert(name)
        guard count.contains(elements.count) else {
            refuse(name, "must be a list of \(count.lowerBound) to \(count.upperBound) objects")
            return nil
        }
        var values: [Value] = []
        for (place, element) in elements.enumerated() {
            let path = "\(name)[\(place)]"
            guard let members = element.object else {
                refuse(path, "must be an object, not \(element.kindWord)")
                continue
            }
            var inner = FieldReader(
                members, prefix: "\(prefix)\(path).", declared: declared?.inner(name))
            let value = read(&inner)
            inner.refuseUnknown()
            faults += inner.faults
            if let value, inner.faults.isEmpty { values.append(value) }
        }
        return values.count == elements.count ? values : nil
    }

    /// A member that is an object whose own members others judge.
    ///
    /// - Parameter schema: what they make of it, for the document.
    mutating func anyObject(
        _ name: String, required: Bool = false, schema: Schema = .object([], others: true)
    ) -> JSONValue? {
        note(name, schema, required)
        guard let value = value(name, required: required, "must be an object") else { return nil }
        guard value.object != nil else {
            refuse(name, "must be an object, not \(value.kindWord)")
            return nil
        }
        return value
    }

    /// A member that is a list whose elements others judge.
    ///
    /// - Parameter element: what they make of one, for the document.
    mutating func list(
        _ name: String, count: ClosedRange<Int>, of element: Schema = .anything
    ) -> [JSONValue]? {
        note(name, .list(element, count), true)
        let words = "a list of \(count.lowerBound) to \(count.upperBound)"
        guard let value = value(name, required: true, "must be \(words)") else { return nil }
        guard let elements = value.array, count.contains(elements.count) else {
            refuse(name, "must be \(words)")
            return nil
        }
        return elements
    }

    /// A member of any kind, which the caller judges.
    ///
    /// - Parameter schema: what the caller makes of it, for the document.
    mutating func json(
        _ name: String, required: Bool = false, schema: Schema = .anything, _ words: String
    ) -> JSONValue? {
        note(name, schema, required)
        return value(name, required: required, words)
    }

    /// A member that is a list of strings of that shape.
    mutating func strings(
        _ name: String, _ shape: FieldShape, count: ClosedRange<Int>
    ) -> [String]? {
        note(name, .list(shape.schema, count), false)
        guard let value = value(name, required: false, "") else { return nil }
        let words = "a list of \(count.lowerBound) to \(count.upperBound) strings"
        guard let elements = value.array, count.contains(elements.count) else {
            let found = value.array.map { "\($0.count)" } ?? value.kindWord
            refuse(name, "must be \(words), not \(found)")
            return nil
        }
        var strings: [String] = []
        for (place, element) in elements.enumerated() {
            if let text = element.string, shape.holds(text) {
                strings.append(text)
            } else {
                refuse("\(name)[\(place)]", "must be \(shape.words)")
            }
        }
        return strings.count == elements.count ? strings : nil
    }

    /// Refuses whatever was not read.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    mutating func finish() throws(Problem) {
        refuseUnknown()
        try Self.refuse(faults)
    }

    /// Like `finish`, but lets through whatever was not read: the clients of other APIs
    /// send what those know.
    /// - Throws: `Problem` (`badParameters`) with every fault.
    func finishAllowingOthers() throws(Problem) { try Self.refuse(faults) }

    /// - Throws: `Problem` (`badParameters`), when there are faults.
    static func refuse(_ faults: [FieldFault]) throws(Problem) {
        guard let first = faults.first else { return }
        let others = faults.count == 1 ? "" : " (and \(faults.count - 1) more, see errors)"
        throw Problem(
            .badParameters, "\(first.field) \(first.reason)\(others).", fields: faults)
    }

    /// An unknown name is repeated to the caller, but not at any length.
    private mutating func refuseUnknown() {
        for name in members.keys.sorted() where !known.contains(name) {
            let shown = name.count > 64 ? "\(name.prefix(64))…" : name
            refuse(shown, "is not a field of this call")
        }
    }

    private func note(_ name: String, _ schema: Schema, _ required: Bool) {
        note(name, required) { schema }
    }

    /// Notes a field where a call is described, and compares it where one is answered.
    private func note(_ name: String, _ required: Bool, _ schema: () -> Schema) {
        guard record != nil || declared != nil else { return }
        let schema = schema()
        let member = SchemaMember(
            name, required ? schema : .orNull(schema), isRequired: required)
        record?.note(member)
        declared?.check(member)
    }

    private mutating func value(_ name: String, required: Bool, _ words: String) -> JSONValue? {
        known.insert(name)
        switch members[name] {
        case nil, .null?:
            if required { refuse(name, "is required, and \(words)") }
            return nil
        case let value?: return value
        }
    }
}

extension JSONValue {
    /// What a caller would call it.
    fileprivate var kindWord: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .int, .double: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
