import ArgumentParser
import GateCore
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
            try await store.addTenant(tenant, webhookSecret: webhook)
            let secret = try await TenantCommand.newKey(for: tenant.id, named: "first", store)
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
            print("key \(try await TenantCommand.newKey(for: TenantID(id), named: "key", store))")
        }
    }

    private static func newKey(
        for tenant: TenantID, named name: String, _ store: SQLiteStore
    ) async throws -> String {
        let random = SystemRandom()
        let secret = FreshSecret.apiKey(random)
        try await store.addKey(
            APIKey(
                id: FreshSecret.keyID(random), tenant: tenant, scope: .tenant, name: name,
                createdAt: SystemTime().wall()), secret: secret)
        return secret
    }
}
