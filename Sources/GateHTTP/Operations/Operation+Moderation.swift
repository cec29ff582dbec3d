import GateCore

extension Operation {
    /// `POST /v1/moderate`.
    static let moderate = Operation("moderate", .moderation, "Judge texts")
        .explained(
            "Give text for one verdict, or texts for several, in order. A banned text is an "
                + "answer and no error here."
        )
        .body(["text": "a red balloon"]) {
            _ = $0.string("text", .anyText)
            _ = $0.strings("texts", .anyText, count: 1...Judge.mostTexts)
            _ = $0.string("user", .endUser)
        }
        .answers(
            .either([.named("Verdict"), .object(["results": .list(.named("Verdict"))])]),
            "The verdict, or those on the texts."
        )
        .problems(.rateLimited, .couldNotJudge)

    private static let openAIResult = Schema.object([
        "flagged": .flag, "categories": categories(.flag), "category_scores": categories(.number),
        "category_applied_input_types": categories(.list(.words(["text", "image"]))),
        "promptgate": .named("Verdict"),
    ])

    private static func categories(_ value: Schema) -> Schema {
        .object(OpenAICategory.names.map { SchemaMember($0, value) }, others: false)
    }

    /// `POST /v1/moderations`.
    static let openAIModeration = Operation(
        "createModeration", .other, "OpenAI: classify texts as harmful or not"
    )
    .body(["input": "a red balloon"], others: true) { _ = OpenAIModerationRoutes.read(&$0) }
    .answers(
        .object([
            "id": .text("modr-5f2bq0"), "model": .text("omni-moderation-latest"),
            "results": .list(openAIResult),
        ]), "A result for each text."
    )
    .problems(.rateLimited, .couldNotJudge, .queueFull)

    /// `POST /beta/litellm_basic_guardrail_api`.
    static let litellm = Operation(
        "litellmGuardrail", .other, "LiteLLM: generic guardrail for prompts and answers"
    )
    .body(["texts": ["a red balloon"], "input_type": "request"], others: true) {
        _ = LiteLLMRoutes.read(&$0)
    }
    .answers(
        .object(["action": .words(["NONE", "GUARDRAIL_INTERVENED", "BLOCKED"])])
            .addingOptional([
                "blocked_reason": .text("Please choose other words."), "texts": .list(.text),
            ]), "What becomes of the texts."
    )
    .problems(.rateLimited, .couldNotJudge, .queueFull)

    private static let score = Schema.object([
        "value": .number, "type": .constant("PROBABILITY"),
    ])

    /// `POST /v1alpha1/comments:analyze`.
    static let perspective = Operation(
        "analyzeComment", .other, "Perspective: score a comment by attributes"
    )
    .body(
        ["comment": ["text": "a red balloon"], "requestedAttributes": ["TOXICITY": [:]]],
        others: true
    ) { _ = PerspectiveForm(&$0) }
    .answers(
        .object([
            "attributeScores": .map(
                .object([
                    "spanScores": .list(
                        .object(["begin": .count, "end": .count, "score": score])),
                    "summaryScore": score,
                ])), "languages": .list(.text("en")),
        ]).addingOptional(["clientToken": .text("c1")]), "The scores."
    )
    .problems(.rateLimited, .couldNotJudge, .queueFull)

    private static let message = Schema.object([], others: true)

    private static func webhook(_ id: String, _ summary: String, _ list: String) -> Operation {
        Operation(id, .other, summary)
            .answers(
                .object([
                    "action": .either([
                        .object(["reason": .text("The rules found nothing.")]),
                        .object([
                            "body": .object([SchemaMember(list, .list(message))], others: false),
                            "reason": .text("Please choose other words."),
                        ]),
                        .object([
                            "body": .text("Please choose other words."),
                            "status_code": .integer(400...599),
                            "reason": .text("Please choose other words."),
                        ]),
                    ])
                ]), "Pass, mask or reject."
            )
            .problems(.rateLimited, .couldNotJudge, .queueFull)
    }

    /// `POST /request`.
    static let guardPrompt = webhook(
        "guardPrompt", "agentgateway: guardrail webhook for prompts", "messages"
    )
    .body(
        ["body": ["messages": [["role": "user", "content": "a red balloon"]]]], others: true
    ) { _ = AgentGatewayRoutes.prompts(&$0) }

    /// `POST /response`.
    static let guardAnswer = webhook(
        "guardAnswer", "agentgateway: guardrail webhook for answers", "choices"
    )
    .body(
        [
            "body": [
                "choices": [["message": ["role": "assistant", "content": "a red balloon"]]]
            ]
        ], others: true
    ) { _ = AgentGatewayRoutes.choices(&$0) }

    /// `POST /analyze/prompt`.
    static let llmGuard = Operation("analyzePrompt", .other, "llm-guard: scan a prompt")
        .body(["prompt": "a red balloon"], others: true) { _ = LLMGuardRoutes.read(&$0) }
        .answers(
            .object([
                "is_valid": .flag, "scanners": .map(.number),
                "sanitized_prompt": .text("a red balloon"),
            ]), "Whether the prompt is valid."
        )
        .problems(.rateLimited, .couldNotJudge, .queueFull)
}
