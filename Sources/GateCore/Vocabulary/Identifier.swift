/// A string that names one `Subject` and cannot be mistaken for the name of another.
public struct Identifier<Subject>: RawRepresentable, Hashable, Sendable, Codable,
    ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The name as clients, records and logs see it.
    public let rawValue: String

    /// Takes the name as it is; shapes are checked at the edge.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Takes the name as it is; shapes are checked at the edge.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    public init(stringLiteral value: String) { rawValue = value }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public var description: String { rawValue }
}

/// Names a tenant; chosen by the admin or made by the gateway.
public typealias TenantID = Identifier<Tenant>
/// Names an API key. Not secret; it stands in audit records.
public typealias KeyID = Identifier<APIKey>
/// Names one task of the gateway, unique over its life.
public typealias TaskID = Identifier<TaskRecord>
/// Names one judged exchange: the audit record's id and the quota reservation's.
public typealias ExchangeID = Identifier<Exchange>
/// Names one webhook over all its retries (`webhook-id`).
public typealias NoticeID = Identifier<Notice>
