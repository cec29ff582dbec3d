import GateCore

/// Writes records as JSON text, keys in the order in which their types encode them.
///
/// Foundation's `JSONEncoder` builds a tree of boxed values and sorts it: 35 µs for a task
/// and its audit record, two thirds of what keeping them cost without the disk. This one
/// writes bytes as it is told values; what it cannot keep as JSON (a number that is none)
/// it refuses alike.
struct RecordEncoder {
    /// Why a value is no JSON.
    struct Unwritable: Error {}

    /// - Throws: `Unwritable`, or what the value's own `encode(to:)` throws.
    static func text(of value: some Encodable) throws -> String {
        let sink = Sink()
        try value.encode(to: Level(sink: sink, codingPath: []))
        sink.close(down: 0)
        guard sink.fault == nil, !sink.json.bytes.isEmpty else { throw Unwritable() }
        return sink.json.text
    }

    /// The text so far, and the containers that are still open in it. What goes into an
    /// outer one closes those within it.
    ///
    /// One task writes it, and none of its methods calls back into it: the checks for two uses at
    /// once were a twelfth of what keeping a call cost.
    private final class Sink {
        @exclusivity(unchecked) var json = JSONBytes()
        @exclusivity(unchecked) var fault: Unwritable?
        @exclusivity(unchecked) private var open: [UInt8] = []
        /// Whether the innermost open container has an element already.
        @exclusivity(unchecked) private var hasElement: [Bool] = []

        var depth: Int { open.count }

        func begin(_ opening: Character, _ closing: Character) {
            json.sign(opening.asciiValue ?? 0)
            open.append(closing.asciiValue ?? 0)
            hasElement.append(false)
        }

        func close(down depth: Int) {
            while open.count > depth {
                json.sign(open.removeLast())
                hasElement.removeLast()
            }
        }

        /// Makes room for the next element of the container at `depth`.
        func next(at depth: Int) {
            close(down: depth)
            if hasElement[depth - 1] { json.sign(UInt8(ascii: ",")) }
            hasElement[depth - 1] = true
        }

        func key(_ key: String, at depth: Int) {
            next(at: depth)
            text(key)
            json.sign(UInt8(ascii: ":"))
        }

        func raw(_ text: String) { json.raw(text) }

        func number(_ value: Double) {
            if !value.isFinite { fault = Unwritable() }
            raw("\(value)")
        }

        func text(_ text: String) { json.string(text) }

        /// Writes a value in its place, and closes what it opened.
        func value(_ value: some Encodable, _ path: [any CodingKey]) throws {
            // The kinds that records are made of, without a container for each.
            switch value {
            case let value as String: text(value)
            case let value as Int: raw("\(value)")
            case let value as Int64: raw("\(value)")
            // Its members are in no order of their own.
            case let value as JSONValue: raw(value.text)
            default:
                let depth = open.count
                try value.encode(to: Level(sink: self, codingPath: path))
                close(down: depth)
            }
        }
    }

    /// One value's place in the text.
    private struct Level: Encoder {
        let sink: Sink
        let codingPath: [any CodingKey]
        var userInfo: [CodingUserInfoKey: Any] { [:] }

        func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
            sink.begin("{", "}")
            return KeyedEncodingContainer(
                Members<Key>(sink: sink, depth: sink.depth, codingPath: codingPath))
        }

        func unkeyedContainer() -> any UnkeyedEncodingContainer {
            sink.begin("[", "]")
            return Elements(sink: sink, depth: sink.depth, codingPath: codingPath)
        }

        func singleValueContainer() -> any SingleValueEncodingContainer {
            Single(sink: sink, codingPath: codingPath)
        }
    }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let sink: Sink
        let depth: Int
        let codingPath: [any CodingKey]

        mutating func encodeNil(forKey key: Key) {
            sink.key(key.stringValue, at: depth)
            sink.raw("null")
        }

        mutating func encode(_ value: String, forKey key: Key) {
            sink.key(key.stringValue, at: depth)
            sink.text(value)
        }

        mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            sink.key(key.stringValue, at: depth)
            try sink.value(value, codingPath)
        }

        mutating func nestedContainer<Nested>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            level(key).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            level(key).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder {
            sink.key("super", at: depth)
            return Level(sink: sink, codingPath: codingPath)
        }

        mutating func superEncoder(forKey key: Key) -> any Encoder { level(key) }

        private func level(_ key: Key) -> Level {
            sink.key(key.stringValue, at: depth)
            return Level(sink: sink, codingPath: codingPath)
        }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let sink: Sink
        let depth: Int
        let codingPath: [any CodingKey]
        private(set) var count = 0

        init(sink: Sink, depth: Int, codingPath: [any CodingKey]) {
            self.sink = sink
            self.depth = depth
            self.codingPath = codingPath
        }

        mutating func encodeNil() {
            next()
            sink.raw("null")
        }

        mutating func encode<Value: Encodable>(_ value: Value) throws {
            next()
            try sink.value(value, codingPath)
        }

        mutating func nestedContainer<Nested>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> {
            next()
            return Level(sink: sink, codingPath: codingPath).container(keyedBy: type)
        }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            next()
            return Level(sink: sink, codingPath: codingPath).unkeyedContainer()
        }

        mutating func superEncoder() -> any Encoder {
            next()
            return Level(sink: sink, codingPath: codingPath)
        }

        private mutating func next() {
            sink.next(at: depth)
            count += 1
        }
    }

    private struct Single: SingleValueEncodingContainer {
        let sink: Sink
        let codingPath: [any CodingKey]

        mutating func encodeNil() { sink.raw("null") }
        mutating func encode(_ value: Bool) { sink.raw(value ? "true" : "false") }
        mutating func encode(_ value: String) { sink.text(value) }
        mutating func encode(_ value: Double) { sink.number(value) }
        mutating func encode(_ value: Float) { sink.number(Double(value)) }
        mutating func encode(_ value: Int) { sink.raw("\(value)") }
        mutating func encode(_ value: Int8) { sink.raw("\(value)") }
        mutating func encode(_ value: Int16) { sink.raw("\(value)") }
        mutating func encode(_ value: Int32) { sink.raw("\(value)") }
        mutating func encode(_ value: Int64) { sink.raw("\(value)") }
        mutating func encode(_ value: UInt) { sink.raw("\(value)") }
        mutating func encode(_ value: UInt8) { sink.raw("\(value)") }
        mutating func encode(_ value: UInt16) { sink.raw("\(value)") }
        mutating func encode(_ value: UInt32) { sink.raw("\(value)") }
        mutating func encode(_ value: UInt64) { sink.raw("\(value)") }
        mutating func encode<Value: Encodable>(_ value: Value) throws {
            try sink.value(value, codingPath)
        }
    }
}
