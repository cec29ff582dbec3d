import Foundation
import GateCore
import Testing

@testable import GateExternal

private let question = Question(
    text: "a 🦊 in blood", tenant: "acme", kind: "imagine", endUser: "ann", side: .request)

private func json(_ text: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
}

private func finding(
    _ format: ServiceFormat, _ answer: String, limits: ScoreLimits = ScoreLimits()
) throws -> Finding {
    var settings = ServiceSettings()
    settings.limits = limits
    return try format.wire.finding(in: json(answer), of: question, settings)
}

@Suite("Formats of external")
struct ServiceWireTests {
    @Test("sends the text, and of the rest what the format has a place for")
    func bodies() throws {
        var settings = ServiceSettings()
        settings.model = "m"
        func body(_ format: ServiceFormat) -> JSONValue { format.wire.body(question, settings) }
        #expect(
            body(.promptgate)
                == ["text": "a 🦊 in blood", "tenant": "acme", "kind": "imagine", "user": "ann"])
        #expect(body(.openai) == ["input": "a 🦊 in blood", "model": "m"])
        #expect(body(.llmGuard) == ["prompt": "a 🦊 in blood"])
        #expect(
            body(.litellm) == [
                "texts": ["a 🦊 in blood"], "input_type": "request", "model": "m",
                "request_data": [
                    "user_api_key_team_id": "acme", "user_api_key_end_user_id": "ann",
                ],
                "additional_provider_specific_params": ["kind": "imagine"],
            ])
        settings.details = []
        settings.model = nil
        #expect(body(.promptgate) == ["text": "a 🦊 in blood"])
        #expect(body(.openai) == ["input": "a 🦊 in blood"])
        #expect(
            body(.litellm) == [
                "texts": ["a 🦊 in blood"], "input_type": "request", "request_data": [:],
                "additional_provider_specific_params": [:],
            ])
    }

    @Test("reads our own verdict")
    func promptgate() throws {
        #expect(try finding(.promptgate, #"{"action":"allow"}"#) == .clear)
        #expect(
            try finding(.promptgate, #"{"action":"allow","flagged":false,"matches":[]}"#) == .clear)
        let found = try finding(
            .promptgate,
            """
            {"action":"block","flagged":true,"revision":"r","text":"ignored","matches":[
              {"rule":"gore.1","category":"gore","severity":"critical","action":"block",
               "span":[7,12],"text":"ignored","folding":"leet"},
              {"category":"other","span":[0,99]},{"category":"two words"},7]}
            """)
        #expect(found.isHit && found.action == .block)
        #expect(
            found.spots == [
                Finding.Spot(
                    category: "gore", rule: "gore.1", severity: .critical, action: .block,
                    span: 7..<12, folding: .leet),
                Finding.Spot(category: "other"),
            ])
    }

    @Test("reads OpenAI's moderation, worst category first")
    func openAI() throws {
        #expect(try finding(.openai, #"{"results":[{"flagged":false}]}"#) == .clear)
        let answer = """
            {"id":"modr-1","model":"m","results":[{"flagged":true,
             "categories":{"violence":true,"hate":true,"illicit":null,"sexual":false},
             "category_scores":{"violence":0.5,"hate":0.9,"illicit":null,"sexual":0.2}}]}
            """
        #expect(
            try finding(.openai, answer) == Finding(isHit: true, categories: ["hate", "violence"]))
        #expect(
            try finding(.openai, answer, limits: ScoreLimits(own: ["sexual": 0.1, "hate": 0.95]))
                == Finding(isHit: true, categories: ["sexual"]))
        #expect(
            try finding(.openai, answer, limits: ScoreLimits(general: 0.5, own: ["hate": 0.95]))
                == Finding(isHit: true, categories: ["violence"]))
        #expect(
            try finding(.openai, answer, limits: ScoreLimits(general: 0.95))
                == Finding(isHit: false))
    }

    @Test("reads llm-guard's analysis")
    func llmGuard() throws {
        #expect(
            try finding(
                .llmGuard, #"{"is_valid":true,"scanners":{"Toxicity":-1.0},"sanitized_prompt":"x"}"#
            )
                == .clear)
        let answer =
            #"{"is_valid":false,"scanners":{"Toxicity":0.7,"Gibberish":0.9,"Code":0.0}}"#
        #expect(
            try finding(.llmGuard, answer)
                == Finding(isHit: true, categories: ["Gibberish", "Toxicity"]))
        #expect(
            try finding(.llmGuard, answer, limits: ScoreLimits(own: ["Toxicity": 0.8]))
                == Finding(isHit: false))
        #expect(
            try finding(
                .llmGuard, #"{"is_valid":true,"scanners":{"Toxicity":1}}"#,
                limits: ScoreLimits(own: ["Toxicity": 0.8, "Code": 0.1])
            ).isHit)
    }

    @Test("reads LiteLLM's guardrail, where no action is none")
    func liteLLM() throws {
        for clear in [#"{"action":"NONE"}"#, "{}", #"{"texts":["a"]}"#, #"{"action":null}"#] {
            #expect(try finding(.litellm, clear) == .clear)
        }
        #expect(
            try finding(.litellm, #"{"action":"BLOCKED","blocked_reason":"because"}"#)
                == Finding(isHit: true, action: .block))
        #expect(
            try finding(.litellm, #"{"action":"GUARDRAIL_INTERVENED","texts":["a fox"]}"#)
                == Finding(isHit: true, action: .redact, replacement: "a fox"))
        #expect(
            try finding(.litellm, #"{"action":"GUARDRAIL_INTERVENED"}"#)
                == Finding(isHit: true, action: .redact))
    }

    @Test(
        "takes no answer of another shape for a clear one",
        arguments: [
            (ServiceFormat.promptgate, #"{}"#), (.promptgate, #"{"action":"pass"}"#),
            (.promptgate, #"{"action":1}"#), (.promptgate, "[]"), (.promptgate, "null"),
            (.promptgate, #"{"action":"allow","flagged":true}"#),
            (.promptgate, #"{"action":"block","flagged":false}"#),
            (.promptgate, #"{"action":"allow","flagged":"no"}"#),
            (.promptgate, #"{"results":[{"flagged":false}]}"#),
            (.openai, #"{}"#), (.openai, #"{"results":[]}"#),
            (.openai, #"{"results":[{"flagged":"false"}]}"#), (.openai, #"{"results":{}}"#),
            (.openai, #"{"results":[{"flagged":false},{"flagged":true}]}"#),
            (.openai, #"{"error":{"message":"no"}}"#), (.openai, #""ok""#),
            (.litellm, #"{"action":"none"}"#), (.litellm, #"{"error":"x"}"#),
            (.litellm, "[]"), (.litellm, #"{"detail":"Not Found"}"#),
            (.litellm, #"{"action":"GUARDRAIL_INTERVENED","texts":["a","b"]}"#),
            (.litellm, #"{"action":"GUARDRAIL_INTERVENED","texts":[1]}"#),
            (.llmGuard, #"{}"#), (.llmGuard, #"{"is_valid":1}"#),
            (.llmGuard, #"{"is_valid":"true"}"#), (.llmGuard, #"{"detail":"x"}"#),
        ])
    func otherShapes(_ format: ServiceFormat, _ answer: String) {
        #expect(throws: AnswerFault.self) { try finding(format, answer) }
    }

    @Test("takes no missing score for a low one")
    func missingScores() {
        let limits = ScoreLimits(own: ["violense": 0.5])
        for answer in [
            #"{"results":[{"flagged":false,"category_scores":{"violence":0.9}}]}"#,
            #"{"results":[{"flagged":false,"category_scores":{}}]}"#,
            #"{"results":[{"flagged":false}]}"#,
            #"{"results":[{"flagged":false,"category_scores":{"violense":"0.1"}}]}"#,
        ] {
            #expect(throws: AnswerFault.self) { try finding(.openai, answer, limits: limits) }
        }
        #expect(throws: AnswerFault.self) {
            try finding(.llmGuard, #"{"is_valid":true}"#, limits: limits)
        }
    }

    @Test("keeps no more of an answer than records can bear, and no sentences")
    func bounded() throws {
        let many = Array(repeating: #"{"category":"c"}"#, count: 900).joined(separator: ",")
        let found = try finding(.promptgate, #"{"action":"flag","matches":[\#(many)]}"#)
        #expect(found.spots.count == Finding.mostSpots)
        for name in ["", "a b", "ä", "x\n", String(repeating: "x", count: 65)] {
            #expect(Label(name) == nil)
        }
    }
}
