import GateCore
import Tracing

/// Something that took its time, as it is exported.
struct FinishedSpan: Sendable {
    let place: TraceParent
    /// The span that it is part of; nil for a trace's first.
    let parent: UInt64?
    let name: String
    let kind: SpanKind
    let start: UInt64
    let end: UInt64
    let attributes: [String: JSONValue]
    let isError: Bool

    /// As OTLP has it in JSON.
    ///
    /// Source: OpenTelemetry Protocol 1.x, "JSON Protobuf Encoding".
    var json: JSONValue {
        var json: [String: JSONValue] = [
            "traceId": .string(place.traceID), "spanId": .string(place.spanID),
            "name": .string(name), "kind": .int(kind.code),
            // Numbers of 64 bits are strings there.
            "startTimeUnixNano": .string(String(start)), "endTimeUnixNano": .string(String(end)),
            "attributes": .array(
                attributes.sorted { $0.key < $1.key }.map { key, value in
                    ["key": .string(key), "value": value.attribute]
                }),
        ]
        if let parent { json["parentSpanId"] = .string(TraceParent.hex(parent)) }
        if isError { json["status"] = ["code": 2] }
        return .object(json)
    }
}

extension SpanKind {
    fileprivate var code: Int64 {
        switch self {
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        case .internal: 1
        }
    }
}

extension JSONValue {
    fileprivate var attribute: JSONValue {
        switch self {
        case .int(let number): ["intValue": .string(String(number))]
        case .double: ["doubleValue": self]
        case .bool: ["boolValue": self]
        case .string: ["stringValue": self]
        default: ["stringValue": .string(text)]
        }
    }
}
