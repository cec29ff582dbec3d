import GateCore
import GateHooks
import Synchronization

/// Resolves from a table, one answer a call, the last one for ever.
final class TableResolver: Resolver {
    private let answers: Mutex<[String: [[IPAddress]]]>
    private let asked = Mutex<[String]>([])

    init(_ answers: [String: [[IPAddress]]]) { self.answers = Mutex(answers) }

    /// Every name asked for, in order.
    var questions: [String] { asked.withLock { $0 } }

    func addresses(of host: String) async throws -> [IPAddress] {
        asked.withLock { $0.append(host) }
        let answer: [IPAddress]? = answers.withLock { answers in
            guard let list = answers[host], let first = list.first else { return nil }
            if list.count > 1 { answers[host] = Array(list.dropFirst()) }
            return first
        }
        guard let answer else { throw AddressFault.unresolved("\(host): no such name") }
        return answer
    }
}
