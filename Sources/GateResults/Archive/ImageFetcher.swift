import GateCore

/// Fetches images over HTTP, with a few attempts. Redirects are never followed.
struct ImageFetcher: Sendable {
    /// What was fetched, told by its bytes.
    struct Image: Sendable {
        let kind: ImageKind
        let bytes: [UInt8]
    }

    private static let mostAttempts = 4

    let transport: any HTTPTransport
    let maxBytes: Int
    let proxy: String?
    let time: any Timekeeper

    /// The image at `address`.
    /// - Throws: `StageFault`, or `CancellationError`.
    func fetch(_ address: String) async throws -> Image {
        var pause = Duration.milliseconds(250)
        for _ in 1..<Self.mostAttempts {
            do throws(Attempt) {
                return try await attempt(address)
            } catch {
                guard case .mayWorkLater = error else { return try error.end() }
            }
            try await time.sleep(for: pause)
            pause = pause * 3
        }
        do throws(Attempt) {
            return try await attempt(address)
        } catch {
            return try error.end()
        }
    }

    /// Why one attempt brought nothing.
    private enum Attempt: Error {
        case mayWorkLater(StageFault)
        case hopeless(StageFault)
        case cancelled

        func end() throws -> Image {
            switch self {
            case .mayWorkLater(let fault), .hopeless(let fault): throw fault
            case .cancelled: throw CancellationError()
            }
        }
    }

    private func attempt(_ address: String) async throws(Attempt) -> Image {
        let answer = try await answer(from: address)
        guard answer.status == 200 else {
            let fault = StageFault(.error, "status \(answer.status)")
            let mayWorkLater = answer.status == 429 || answer.status >= 500
            throw mayWorkLater ? .mayWorkLater(fault) : .hopeless(fault)
        }
        guard let kind = ImageKind(head: Array(answer.body.prefix(16))) else {
            throw .hopeless(StageFault(.error, "not a PNG, JPEG, WebP or GIF image"))
        }
        return Image(kind: kind, bytes: answer.body)
    }

    private func answer(from address: String) async throws(Attempt) -> HTTPAnswer {
        let call = HTTPCall(
            "GET", address, headers: [("accept", "image/png,image/webp,image/jpeg,image/gif")],
            timeout: .seconds(30), maxAnswerBytes: maxBytes, proxy: proxy)
        do {
            return try await transport.send(call)
        } catch let fault as HTTPFault {
            switch fault {
            case .notSent: throw .mayWorkLater(StageFault(.unreachable, "no connection"))
            case .unanswered: throw .mayWorkLater(StageFault(.timeout, "no whole answer"))
            case .malformed: throw .mayWorkLater(StageFault(.error, "the answer is not HTTP"))
            case .answerTooLarge:
                throw .hopeless(StageFault(.error, "larger than \(maxBytes >> 20) MiB"))
            }
        } catch {
            throw .cancelled
        }
    }
}
