import GateCore
import GateTestKit
import Logging

/// A logger that says nothing.
let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// An exchange about `text`.
func exchange(
    _ text: String = "a cat", rules: any RuleSet = LiteralRules([]),
    prompts: PromptMode = .whole, surface: Surface = .trigger, kind: String = "imagine"
) -> Exchange {
    let tenant = Tenant(
        id: "acme", name: "Acme", prompts: prompts, createdAt: Timestamp(milliseconds: 0))
    return Exchange(
        id: "e1", caller: Caller(tenant: tenant, key: "k1", scope: .tenant), surface: surface,
        kind: kind, text: text, rules: rules, receivedAt: Timestamp(milliseconds: 1000))
}

/// A match of `rule` in code points `span`.
func match(
    _ rule: String, _ span: Range<Int>, _ text: String, action: RuleAction = .block,
    message: String? = nil
) -> RuleMatch {
    RuleMatch(
        rule: rule, category: "c", severity: .high, action: action, span: span, text: text,
        term: "\(rule)*", folding: .exact, message: message)
}

/// A moment, which the test's author wrote correctly.
func stamp(_ text: String) -> Timestamp {
    guard let stamp = Timestamp(iso8601: text) else { preconditionFailure("no date: \(text)") }
    return stamp
}
