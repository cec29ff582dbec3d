import GRDB
import GateCore
import Glibc

extension StoreError {
    /// A failure of the operating system.
    init(_ number: Int32, _ what: String) {
        self.init(.unavailable, "\(what): \(String(cString: strerror(number)))")
    }

    /// A failure of the database. SQLite's message names tables and columns, never values,
    /// because every value is bound; GRDB's own description could show them, so it is not used.
    init(_ error: DatabaseError) {
        let text = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_CHECK:
            self.init(.conflict, text)
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            self.init(.notFound, text)
        default:
            self.init(.unavailable, text)
        }
    }

    /// `error` in the terms of the store's protocols, where it is not yet.
    static func translated(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError: StoreError(error)
        case is RowDecodingError: StoreError(.unavailable, "a kept row has an unexpected shape")
        default: error
        }
    }
}
