import GateCore

/// A promise that was not kept.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected, what was found, and where it was checked.
    public let description: String
}

/// Checks that something holds.
func demand(
    _ holds: Bool, _ promise: String, file: String = #fileID, line: Int = #line
) throws {
    guard !holds else { return }
    throw ConformanceFailure(description: "\(promise) (\(file):\(line))")
}

/// Checks that what was found is what was expected.
func demand<Value: Equatable>(
    _ found: Value, is expected: Value, _ promise: String, file: String = #fileID,
    line: Int = #line
) throws {
    guard found != expected else { return }
    throw ConformanceFailure(
        description: "\(promise): expected \(expected), found \(found) (\(file):\(line))")
}

/// Checks that a call is refused, and for which reason.
func demand(
    _ kind: StoreError.Kind, _ promise: String, file: String = #fileID, line: Int = #line,
    from call: () async throws -> Void
) async throws {
    do {
        try await call()
    } catch let error as StoreError {
        return try demand(error.kind, is: kind, promise, file: file, line: line)
    }
    throw ConformanceFailure(description: "\(promise): not refused (\(file):\(line))")
}

/// Checks that a listing refuses a cursor that it never gave.
func demandBadCursor(
    _ cursor: String, file: String = #fileID, line: Int = #line, from call: () async throws -> Void
) async throws {
    do {
        try await call()
    } catch let problem as Problem {
        try demand(problem.code, is: .badParameters, "a bad cursor's code", file: file, line: line)
        return try demand(
            problem.fields.map(\.field), is: ["cursor"], "the field at fault", file: file,
            line: line)
    }
    throw ConformanceFailure(description: "cursor \(cursor) was taken (\(file):\(line))")
}
