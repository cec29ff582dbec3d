import ArgumentParser
import GateCore
import GateHTTP
import GateStore
import Logging

/// Manages tenants in the local database.
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Manage tenants in the local database.",
        discussion: """
            EXAMPLE
              promptgate tenant add shop --callback-url https://shop.example/hook
            """,
        subcommands: [Add.self, List.self, Key.self])

    /// Opens the database beside a gateway that may be running.
    static func store() async throws -> SQLiteStore {
        let settings = try await SettingsReader().settings()
        LogOutput.bootstrap(level: .warning)
        return try SQLiteStore(
            directory: settings.dataDirectory, audit: settings.auditPlaces, exclusive: false,
            random: SystemRandom(),
            log: Logger(label: "promptgate"))
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a tenant; prints its key and webhook secret, once.",
            discussion: "EXAMPLE\n  promptgate tenant add shop --name \"The shop\"")

        @Argument(help: "The tenant's id: letters, digits, - and _.")
        var id: String

        @Option(help: "What people call it.")
        var name: String?

        @Option(help: "Where its results go.")
        var callbackURL: String?

        func validate() throws {
            guard id.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil else {
                throw ValidationError("The id takes 1 to 64 letters, digits, - and _.")
            }
        }

        func run() async throws {
            let store = try await TenantCommand.store()
            let random = SystemRandom()
            let now = SystemTime().wall()
            let tenant = Tenant(
                id: TenantID(id), name: name ?? id, callbackURL: callbackURL, createdAt: now)
            let webhook = FreshSecret.webhook(random)
            let (key, secret) = TenantCommand.newKey(for: tenant.id, named: "first")
            try await LocalAdmin.journal(store).noted(
                "tenant.create", target: id,
                detail: TenantChange(to: tenant).detail.adding("key", .string(key.id.rawValue)),
                by: LocalAdmin.caller(at: now)
            ) {
                try await store.addTenant(tenant, webhookSecret: webhook)
                try await store.addKey(key, secret: secret)
            }
            print("tenant \(id)\nkey \(secret)\nwebhook secret \(webhook)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the tenants.", discussion: "EXAMPLE\n  promptgate tenant list")

        func run() async throws {
            for tenant in try await TenantCommand.store().tenants() {
                print("\(tenant.id)\t\(tenant.name)\t\(tenant.paused ? "paused" : "active")")
            }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make another key for a tenant; prints it, once.",
            discussion: "EXAMPLE\n  promptgate tenant key shop")

        @Argument(help: "The tenant's id.")
        var id: String

        func run() async throws {
            let store = try await TenantCommand.store()
            guard try await store.tenant(TenantID(id)) != nil else {
                throw ValidationError("There is no tenant \(id); see: promptgate tenant list")
            }
            let (key, secret) = TenantCommand.newKey(for: TenantID(id), named: "key")
            try await LocalAdmin.journal(store).noted(
                "key.create", target: id,
                detail: ["key": .string(key.id.rawValue), "name": .string(key.name)],
                by: LocalAdmin.caller(at: key.createdAt)
            ) { try await store.addKey(key, secret: secret) }
            print("key \(secret)")
        }
    }

    private static func newKey(for tenant: TenantID, named name: String) -> (APIKey, String) {
        let random = SystemRandom()
        let key = APIKey(
            id: FreshSecret.keyID(random), tenant: tenant, scope: .tenant, name: name,
            createdAt: SystemTime().wall())
        return (key, FreshSecret.apiKey(random))
    }
}
