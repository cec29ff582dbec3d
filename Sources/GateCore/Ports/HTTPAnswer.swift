/// What came back.
public struct HTTPAnswer: Sendable {
    public let status: Int
    /// In the order they came; names as they came.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// Describes one answer; see the properties.
    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, caseless.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}
