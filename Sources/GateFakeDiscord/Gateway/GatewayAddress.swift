/// What a Gateway address asks for: `/gateway?v=10&encoding=json&compress=zlib-stream`.
struct GatewayAddress: Hashable, Sendable {
    let version: Int
    let isCompressed: Bool

    /// - Parameter uri: the request line's target; nil when it is no Gateway address, or
    ///   asks for an encoding or a compression that this server has not.
    init?(_ uri: String) {
        let target = RequestTarget(uri)
        guard [[], ["gateway"], ["gateway", "resume"]].contains(target.segments),
            target.query["encoding"] ?? "json" == "json"
        else { return nil }
        switch target.query["compress"] {
        case nil, "": isCompressed = false
        case "zlib-stream": isCompressed = true
        default: return nil
        }
        // Discord's own default is a version long gone; clients that name none want this one.
        version = target.query["v"].map { Int($0) ?? 0 } ?? 9
    }
}
