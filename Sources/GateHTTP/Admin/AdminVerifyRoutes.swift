import GateCore
import Hummingbird

/// `GET /v1/admin/audit/verify`: looks through the whole audit log.
struct AdminVerifyRoutes {
    private let verify: @Sendable () async throws -> AuditVerification

    /// - Parameter parts: the edge's parts.
    /// - Returns: nil where it cannot be done.
    init?(_ parts: EdgeParts) {
        guard let verify = parts.admin.verifyAudit else { return nil }
        self.verify = verify
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/audit/verify", .admin, .verifyAudit) { _, _ in
            let found = try await verify()
            return JSONResponse([
                "ok": .flag(found.fault == nil), "records": .number(found.records),
                "signed": .number(found.signed), "head": .text(found.link),
                "fault": .text(found.fault), "bad_record": .number(found.badRecord),
            ])
        }
    }
}
