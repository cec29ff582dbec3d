import GateCore

/// Why one call brought nothing, and what follows from it.
struct CallFailure: Error, Hashable {
    let fault: StageFault
    /// Whether the same call may work a moment later.
    let mayWorkLater: Bool
    /// Whether it says something of the service. What a text brings about does not: whoever
    /// writes prompts could switch the service off for everybody.
    let isOfService: Bool

    private init(
        _ kind: StageFault.Kind, _ detail: String, mayWorkLater: Bool, isOfService: Bool = true
    ) {
        fault = StageFault(kind, detail)
        self.mayWorkLater = mayWorkLater
        self.isOfService = isOfService
    }

    /// - Parameters:
    ///   - fault: what the network did.
    ///   - isLate: whether the time for the call is over.
    ///   - settings: what was allowed.
    init(_ fault: HTTPFault, isLate: Bool, _ settings: ServiceSettings) {
        switch fault {
        case .notSent where isLate:
            self.init(.timeout, "no connection in time", mayWorkLater: false)
        case .notSent(let text):
            self.init(.unreachable, "no connection: \(text)", mayWorkLater: true)
        case .unanswered where isLate: self.init(.timeout, "no answer in time", mayWorkLater: false)
        case .unanswered(let text):
            self.init(.unreachable, "connection lost: \(text)", mayWorkLater: true)
        case .malformed(let text):
            self.init(.error, "the answer is not HTTP: \(text)", mayWorkLater: false)
        case .answerTooLarge:
            // A service that repeats the text answers at length to a long one.
            self.init(
                .error, "the answer has more than \(settings.maxAnswerBytes) bytes",
                mayWorkLater: false, isOfService: false)
        }
    }

    /// - Parameter answer: one whose status is no success.
    init(_ answer: HTTPAnswer) {
        // Asked to wait, nobody waits here: the next prompt asks again.
        let mayNotYet = answer.header("retry-after").map { $0 != "0" } ?? false
        let mayWorkLater = [408, 425, 429, 500, 502, 503, 504].contains(answer.status)
        self.init(
            .error, "status \(answer.status)", mayWorkLater: mayWorkLater && !mayNotYet,
            isOfService: ![400, 413, 414, 415, 422].contains(answer.status))
    }

    /// - Parameter fault: what is wrong with the answer.
    init(_ fault: AnswerFault) { self.init(.error, fault.detail, mayWorkLater: false) }

    /// The time was over before anything came.
    static let late = CallFailure(.timeout, "no answer in time", mayWorkLater: false)
}
