import GateCore

/// Where a service is, how it is asked, and how much it may fail: what both external stages
/// have in common.
public struct ServiceSettings: Hashable, Sendable {
    private static let mostHeaders = 20

    var url: ServiceURL?
    var format = ServiceFormat.promptgate
    var headers: [HeaderTemplate] = []
    var model: String?
    /// What goes out beside the text, where the format has a place for it.
    var details = Set(SentDetail.allCases)
    var limits = ScoreLimits()
    /// How often one question is asked at most.
    var attempts = 2
    /// The share of calls that may be repetitions.
    var retryBudget = 0.2
    var breaker = BreakerSettings()
    /// Calls at once.
    var concurrency = 16
    /// Nil remembers nothing.
    var cache: CacheSettings?
    /// A longer answer is none.
    var maxAnswerBytes = 64 << 10

    init() {}

    /// Reads the common keys.
    init(_ fields: SettingFields) {
        format = fields.choice("format", of: ServiceFormat.allCases) ?? format
        url = Self.url(fields, format)
        headers = Self.headers(fields.mapping("headers"))
        model = fields.text("model")
        details = Self.details(fields) ?? details
        limits = ScoreLimits(fields)
        attempts = fields.integer("attempts", in: 1...5) ?? attempts
        retryBudget = fields.number("retry_budget", in: 0...1) ?? retryBudget
        breaker = BreakerSettings(fields.mapping("breaker"))
        concurrency = fields.integer("concurrency", in: 1...64) ?? concurrency
        cache = fields.mapping("cache").map { CacheSettings($0) }
        maxAnswerBytes = fields.integer("max_answer", in: 1024...(8 << 20)) ?? maxAnswerBytes
        refuseMeaningless(fields)
    }

    private static func url(_ fields: SettingFields, _ format: ServiceFormat) -> ServiceURL? {
        fields.require("url", "Write url: and the address of the service.")
        guard let text = fields.text("url") else { return nil }
        do throws(ServiceURL.Fault) {
            return try ServiceURL(text, path: format.path)
        } catch {
            fields.refuse("url", error.message, error.remedy)
            return nil
        }
    }

    private static func headers(_ fields: SettingFields?) -> [HeaderTemplate] {
        guard let fields else { return [] }
        var names: Set<String> = []
        var headers: [HeaderTemplate] = []
        for name in fields.keys {
            guard let value = fields.text(name) else { continue }
            do throws(HeaderTemplate.Fault) {
                headers.append(try HeaderTemplate(name, value))
            } catch {
                fields.refuse(name, error.message, error.remedy)
            }
            if !names.insert(name.lowercased()).inserted {
                fields.refuse(name, "The header \"\(name)\" stands here twice.", "Remove one.")
            }
        }
        if headers.count > mostHeaders, let last = fields.keys.last {
            fields.refuse(last, "There are more than \(mostHeaders) headers.", "Remove some.")
        }
        return headers
    }

    private static func details(_ fields: SettingFields) -> Set<SentDetail>? {
        fields.texts("send").map { words in
            Set(
                words.compactMap { word in
                    if let detail = SentDetail(rawValue: word) { return detail }
                    let known = SentDetail.allCases.map(\.rawValue)
                    fields.refuse(
                        "send", "\"\(word)\" is nothing that could be sent.",
                        Spelling.hint(for: word, in: known)
                            ?? "Write some of \(known.joined(separator: ", ")), or [] for none.")
                    return nil
                })
        }
    }

    /// A setting that the format has no use for is a mistake about the format.
    private func refuseMeaningless(_ fields: SettingFields) {
        let given = Set(fields.keys)
        for key in ["threshold", "thresholds"] where given.contains(key) && !format.hasScores {
            fields.refuse(
                key, "The answers of format \"\(format.rawValue)\" have no scores.",
                "Remove \"\(key)\", or write format: openai or llm-guard.")
        }
        if given.contains("model"), !format.hasModel {
            fields.refuse(
                "model", "Format \"\(format.rawValue)\" names no model.",
                "Remove \"model\", or write format: openai or litellm.")
        }
        if given.contains("send"), !format.namesCaller {
            fields.refuse(
                "send", "Format \"\(format.rawValue)\" sends the text alone.", "Remove \"send\".")
        }
    }
}
