import GateCore

/// Judges one line and writes down the answer.
struct LineJudge: Sendable {
    /// The longest line that is judged, in bytes: as much as a request may hold.
    static let longest = 65_536

    let rules: any RuleSet
    let tenant: TenantID?
    let isJSON: Bool
    let style: TerminalStyle

    /// What one or several lines came to.
    struct Answer: Sendable {
        var bytes: [UInt8] = []
        var isBlocked = false
    }

    /// The answer to one line.
    func answer(_ line: some Collection<UInt8>) -> Answer {
        var answer = Answer()
        add(line, to: &answer)
        return answer
    }

    /// Adds the answer to one line.
    func add(_ line: some Collection<UInt8>, to answer: inout Answer) {
        guard line.count <= Self.longest else {
            refuse(line.count, &answer)
            return
        }
        let text = String(decoding: line, as: UTF8.self)
        let judgement = rules.judge(text, tenant: tenant)
        if judgement.action >= .review || !judgement.undecided.isEmpty { answer.isBlocked = true }
        if isJSON {
            VerdictJSON.write(judgement, text: text, to: &answer.bytes)
        } else {
            answer.bytes += Array(VerdictWords(style: style).lines(judgement, text: text).utf8)
        }
        answer.bytes.append(UInt8(ascii: "\n"))
    }

    /// A line that is not judged never looks like a clean one.
    private func refuse(_ length: Int, _ answer: inout Answer) {
        answer.isBlocked = true
        let message = "The line has \(length) bytes; \(Self.longest) is the most."
        if isJSON {
            answer.bytes += Array(
                """
                {"action":"block","error":{"code":25,"message":"\(message)"},"flagged":true,\
                "matches":[],"revision":"\(rules.revision)"}\n
                """.utf8)
        } else {
            answer.bytes += Array("refused: \(message)\n".utf8)
        }
    }
}
