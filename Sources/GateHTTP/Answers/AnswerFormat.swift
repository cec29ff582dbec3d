/// The forms that audit records and reports are answered in.
enum AnswerFormat: String, CaseIterable {
    case json = "application/json"
    case ndjson = "application/x-ndjson"
    case csv = "text/csv"

    /// The form that an `Accept` header likes best; JSON when it names none of them.
    init(accept: String?) {
        var best: (format: AnswerFormat, weight: Double) = (.json, 0)
        for range in (accept ?? "").split(separator: ",") {
            let value = HeaderValue(String(range))
            let weight = value.parameters["q"].flatMap { Double($0) } ?? 1
            guard let format = AnswerFormat(range: value.word), weight > best.weight else {
                continue
            }
            best = (format, weight)
        }
        self = best.format
    }

    private init?(range: String) {
        switch range {
        case "application/x-ndjson", "application/ndjson", "application/jsonl": self = .ndjson
        case "text/csv": self = .csv
        case "application/json", "application/*", "*/*": self = .json
        default: return nil
        }
    }
}
