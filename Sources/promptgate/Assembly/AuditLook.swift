import Dispatch
import GateCore
import GateStore

/// Looks through the whole audit log on a thread that no request needs, one look at a time:
/// it reads every record there is.
enum AuditLook {
    private static let queue = DispatchQueue(label: "promptgate.audit.verify", qos: .utility)

    /// - Throws: `StoreError`, when there is nothing to verify it with.
    static func run(_ verifier: AuditVerifier) async throws -> AuditVerification {
        let report = try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try verifier.run { _ in } })
            }
        }
        return AuditVerification(
            records: Int(report.records), link: report.link, signed: Int(report.signed),
            fault: report.fault?.reason, badRecord: report.fault?.sequence.map { Int($0) })
    }
}
