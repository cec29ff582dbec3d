import GateCore

/// How one try at a webhook ended.
enum DeliveryOutcome: Hashable {
    /// The receiver took it.
    case delivered
    /// It may arrive later; with why not now, and what the receiver asked to wait.
    case missed(String, retryAfter: Duration?)
    /// It never will; with why.
    case refused(String)
    /// It never will, nor will any other to that address; with why.
    case closed(String)
    /// The gateway is stopping: nothing is known, and it is tried again.
    case abandoned
}

extension DeliveryOutcome {
    /// What a receiver's answer means. Only 2xx is success: a redirect could lead
    /// anywhere, and is not followed.
    init(_ answer: HTTPAnswer, now: Timestamp) {
        switch answer.status {
        case 200..<300: self = .delivered
        case 300..<400:
            self = .missed(
                "the receiver answered \(answer.status); redirects are not followed",
                retryAfter: nil)
        case 410:
            self = .closed("the receiver answered 410: it wants no webhooks any more")
        default:
            self = .missed(
                "the receiver answered \(answer.status)",
                retryAfter: answer.header("retry-after").flatMap {
                    RetryAfter.read($0, now: now)
                })
        }
    }

    /// What a failure on the way means.
    init(_ error: any Error) {
        switch error {
        case let fault as AddressFault:
            if case .unresolved(let words) = fault {
                self = .missed(words, retryAfter: nil)
            } else {
                self = .refused(fault.description)
            }
        case let fault as WebhookSecretFault: self = .refused(fault.description)
        case HTTPFault.notSent(let words):
            self = .missed("no connection: \(words)", retryAfter: nil)
        case HTTPFault.unanswered(let words):
            self = .missed("no answer: \(words)", retryAfter: nil)
        case HTTPFault.malformed(let words):
            self = .missed("the receiver's answer is not HTTP: \(words)", retryAfter: nil)
        case HTTPFault.answerTooLarge:
            self = .missed("the receiver's answer was too long", retryAfter: nil)
        case is Cutoff.Overrun: self = .missed("no answer in time", retryAfter: nil)
        case is CancellationError: self = .abandoned
        default: self = .missed("\(type(of: error))", retryAfter: nil)
        }
    }
}
