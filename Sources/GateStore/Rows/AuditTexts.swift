import Foundation
import GateCore

/// The texts of an audit record that are a tenant's users' own: they are kept apart from
/// the record, so that they can be erased.
struct AuditTexts: Hashable, Sendable {
    /// The prompt, then what matched, one after another.
    private let texts: [String]

    /// Takes the texts out of `record`.
    init(takenFrom record: inout AuditRecord) {
        texts = [record.prompt] + record.matches.map(\.text)
        record.prompt = ""
        for place in record.matches.indices { record.matches[place].text = "" }
    }

    /// - Throws: `StoreError.unavailable` for anything but a list of texts.
    init(json: String) throws {
        texts = try StoredJSON.value([String].self, from: json)
    }

    /// The list as it is kept.
    var json: String { JSONValue.array(texts.map(JSONValue.string)).text }

    /// What records are searched by.
    var searched: String { SearchText.folded(texts.first ?? "") }

    /// Puts the texts back into the record they were taken from.
    func put(into record: inout AuditRecord) {
        record.prompt = texts.first ?? ""
        for (place, text) in zip(record.matches.indices, texts.dropFirst()) {
            record.matches[place].text = text
        }
    }
}
