import GateCore
import HTTPTypes

/// A problem as RFC 9457 writes it, with the members that `midjourney-api`'s users know.
struct ProblemDocument {
    /// The name of the kind of problem.
    var type: String
    var title: String
    var status: Int
    var detail: String
    /// The gateway's code; nil for what is no fault of the caller's and has none.
    var code: ProblemCode?
    /// Every field that is wrong, for dialects that name them otherwise.
    var faults: [FieldFault] = []
    /// Further members, in order.
    var extensions: [(name: String, value: OrderedJSON)] = []
    var headers: HTTPFields = [:]

    /// The answer.
    ///
    /// - Parameters:
    ///   - requestID: names this occurrence.
    ///   - seedStatus: whether codes that the seed answered with 200 are answered so.
    func response(requestID: String, seedStatus: Bool) -> JSONResponse {
        let asSeed = seedStatus && code.map(Self.seedCodes.contains) == true
        let status = asSeed ? 200 : status
        var members: [(name: String, value: OrderedJSON)] = [
            ("type", .text(type)), ("title", .text(title)), ("status", .number(status)),
            ("detail", .text(detail)),
            ("instance", .text("urn:promptgate:request:\(requestID)")),
        ]
        if let code { members.append(("code", .number(code.rawValue))) }
        members.append(("message", .text(detail)))
        return JSONResponse(
            .members(members + extensions), status: HTTPResponse.Status(code: status),
            type: asSeed ? "application/json" : "application/problem+json", headers: headers)
    }

    /// The codes that `midjourney-api` answers with 200. Its 13 is a 400 there, too.
    private static let seedCodes: Set<ProblemCode> = [
        .missingVariable, .retriesSpent, .bannedPrompt, .queueFull,
    ]
}
