import Foundation
import GateCore

/// Records as the text of their JSON. The same record is the same text.
///
/// Errors are those of the store, since a coder's own text would quote the record.
enum StoredJSON {
    static func text(of value: some Encodable) throws(StoreError) -> String {
        do {
            return try RecordEncoder.text(of: value)
        } catch {
            throw StoreError(.unavailable, "a \(type(of: value)) cannot be written as JSON")
        }
    }

    static func value<Value: Decodable>(
        _ type: Value.Type, from text: String
    ) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StoreError(.unavailable, "a kept \(type) has a shape that cannot be read")
        }
    }
}
