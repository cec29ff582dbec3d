import GateCore
import Hummingbird

/// `/v1/admin/pipeline`: which stages judge, in which order, and what they say.
struct AdminPipelineRoutes {
    private let rules: any RuleSource
    private let tally: StageTally

    /// - Parameter parts: the edge's parts.
    init(_ parts: EdgeParts) {
        rules = parts.rules
        tally = parts.tally
    }

    /// Adds the route.
    func add(to routes: RouteBook) {
        routes.on(.get, "/v1/admin/pipeline", .admin, .showPipeline) { _, _ in
            let active = rules.inForce()
            return JSONResponse(
                active.stages.json(revision: active.rules.revision, tally.snapshot))
        }
    }
}
