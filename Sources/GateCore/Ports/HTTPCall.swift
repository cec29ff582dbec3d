/// One HTTP request to somewhere else.
public struct HTTPCall: Sendable {
    public var method: String
    /// Absolute, `http` or `https`.
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]?
    /// For the whole exchange, connecting included.
    public var timeout: Duration
    /// An answer's body that is longer fails the call.
    public var maxAnswerBytes: Int
    /// The address to dial instead of resolving the host's name, so that what was checked
    /// is what is dialled. IPv4 or IPv6, without brackets.
    public var dial: String?
    /// A proxy's address, as libcurl takes it; nil for none, whatever the environment says.
    public var proxy: String?

    /// A request with 30 seconds and 8 MiB of answer. Redirects are never followed.
    public init(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8]? = nil, timeout: Duration = .seconds(30),
        maxAnswerBytes: Int = 8 << 20, dial: String? = nil, proxy: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maxAnswerBytes = maxAnswerBytes
        self.dial = dial
        self.proxy = proxy
    }
}
