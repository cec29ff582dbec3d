import Foundation
import GateCore

/// One question as an HTTP request, and what its answer means.
struct ServiceCall: Sendable {
    private let settings: ServiceSettings
    private let question: Question
    private let url: String
    private let headers: [(name: String, value: String)]
    /// The request's body: all that goes out of the question.
    let body: [UInt8]

    /// - Parameters:
    ///   - question: what is asked.
    ///   - settings: how.
    ///   - url: where.
    ///   - headers: the operator's own, with the variables put in.
    init(
        _ question: Question, _ settings: ServiceSettings, url: String,
        headers: [(name: String, value: String)]
    ) {
        self.question = question
        self.settings = settings
        self.url = url
        self.headers = headers
        body = Array(settings.format.wire.body(question, settings).text.utf8)
    }

    /// The request.
    /// - Parameter timeout: for all of it.
    func request(timeout: Duration) -> HTTPCall {
        HTTPCall(
            "POST", url,
            headers: [("content-type", "application/json"), ("accept", "application/json")]
                + headers,
            body: body, timeout: timeout, maxAnswerBytes: settings.maxAnswerBytes)
    }

    /// What an answer means.
    func finding(in answer: HTTPAnswer) throws(CallFailure) -> Finding {
        guard (200...299).contains(answer.status) else { throw CallFailure(answer) }
        guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(answer.body)) else {
            throw CallFailure(AnswerFault("the answer is no JSON"))
        }
        do throws(AnswerFault) {
            return try settings.format.wire.finding(in: json, of: question, settings)
        } catch {
            throw CallFailure(error)
        }
    }
}
