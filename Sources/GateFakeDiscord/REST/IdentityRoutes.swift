import GateCore
import NIOHTTP1

/// Who one is, and where the Gateway stands: what clients ask before they connect.
struct IdentityRoutes: Sendable {
    let backstage: Backstage

    var all: [Route] {
        [
            .api("me", .GET, "/users/@me") { .json(try $0.knownAccount().json) },
            .api("me", .GET, "/users/@me/billing/country-code") { _ in
                .json(["country_code": "US"])
            },
            .api("me", .GET, "/oauth2/applications/@me", handle: application),
            .api("me", .GET, "/applications/@me", handle: application),
            .api("gateway", .GET, "/gateway") { _ in .json(["url": .string(gateway)]) }
                .open,
            .api("gateway", .GET, "/gateway/bot") { _ in
                .json([
                    "url": .string(gateway), "shards": 1,
                    "session_start_limit": [
                        "total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1,
                    ],
                ])
            },
        ]
    }

    private var gateway: String { "ws" + backstage.address.dropFirst("http".count) + "/gateway" }

    private func application(_ request: Request) async throws -> Answer {
        let account = try request.knownAccount()
        return .json([
            "id": .string(account.id), "name": .string(account.name), "icon": nil,
            "description": "", "bot_public": true, "bot_require_code_grant": false,
            "verify_key": "", "flags": 565_248, "owner": account.json, "team": nil,
            "rpc_origins": [], "summary": "",
        ])
    }
}
