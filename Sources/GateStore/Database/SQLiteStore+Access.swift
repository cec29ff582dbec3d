import Foundation
import GRDB
import GateCore

extension SQLiteStore {
    /// One write transaction; returning means durable.
    /// - Throws: `StoreError`, or the `Problem` that `work` throws.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.write(work)
        } catch {
            throw translated(error)
        }
    }

    /// One consistent view for reading.
    /// - Throws: `StoreError`, or the `Problem` that `work` throws.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read(work)
        } catch {
            throw translated(error)
        }
    }

    /// GRDB's description would hold the arguments, and those hold prompts.
    private func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let words = error.message ?? "SQLite result \(error.resultCode.rawValue)"
        return StoreError(
            error.resultCode == .SQLITE_CONSTRAINT ? .conflict : .unavailable, words)
    }

    func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// Reads a cursor: the sequence number that a page ended with.
    func sequence(_ cursor: String?) throws -> Int64 {
        guard let cursor else { return .max }
        guard let sequence = Int64(cursor), sequence > 0 else {
            throw Problem(
                .badParameters, "The cursor is not one that a page gave.",
                fields: [FieldFault("cursor", "must be a next_cursor of an earlier page")])
        }
        return sequence
    }
}
