// swift-tools-version: 6.2
import PackageDescription

/// One set of habits for every Swift target: Swift 6 language mode comes from the
/// package; a warning is an error, so that none is ever "known".
let habits: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A spoke sees `GateCore` and its own libraries, never another spoke.
func spoke(_ name: String, _ libraries: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: ["GateCore"] + libraries, swiftSettings: habits)
}

func tests(_ name: String, _ libraries: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: (name == "GateCore" ? [] : ["GateCore"])
            + [.byName(name: name), "GateTestKit"] + libraries,
        swiftSettings: habits)
}

extension Target.Dependency {
    static let log = product(name: "Logging", package: "swift-log")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let yams = product(name: "Yams", package: "Yams")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioWebSocket = product(name: "NIOWebSocket", package: "swift-nio")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let arguments = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let tracing = product(name: "Tracing", package: "swift-distributed-tracing")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
}

let package = Package(
    name: "promptgate",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "promptgate", targets: ["promptgate"]),
        .library(name: "GateCore", targets: ["GateCore"]),
        .library(name: "GateRules", targets: ["GateRules"]),
        .library(name: "GateTestKit", targets: ["GateTestKit"]),
        .library(name: "GateFakeDiscord", targets: ["GateFakeDiscord"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["JSON", "YAML"]),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CLanes"),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(name: "GateCore", dependencies: [.log], swiftSettings: habits),
        spoke("GateCurl", ["CCurl"]),
        spoke("GateRules", ["CLanes", "CPCRE2", .crypto, .log, .yams]),
        spoke("GateLimits", [.log]),
        spoke("GateTasks", [.log]),
        spoke("GateStore", [.crypto, .grdb, .log]),
        spoke(
            "GateDiscord", ["CZlib", .log, .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket, .nioSSL]),
        spoke("GateHooks", [.crypto, .log]),
        spoke("GateExternal", [.crypto, .log]),
        spoke("GatePrompts"),
        spoke("GateResults", [.crypto, .log]),
        spoke("GateTelemetry", [.coreMetrics, .log, .tracing]),
        spoke(
            "GateHTTP",
            [
                .crypto, .hummingbird, .hummingbirdCore, .httpTypes, .lifecycle, .log, .nioCore,
                .nioHTTPTypes, .tracing,
            ]),
        .target(
            name: "GateAdmin", resources: [.embedInCode("Page")], swiftSettings: habits),
        spoke(
            "GateFakeDiscord",
            ["CZlib", .log, .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket]),
        spoke("GateTestKit", [.log]),
        .executableTarget(
            name: "promptgate",
            dependencies: [
                "GateCore", "GateCurl", "GateRules", "GateLimits", "GateStore", "GateDiscord",
                "GateAdmin", "GateExternal", "GateHooks", "GatePrompts", "GateResults", "GateHTTP",
                "GateFakeDiscord", "GateTasks", "GateTelemetry",
                .arguments, .configuration, .httpTypes, .hummingbird, .lifecycle, .log,
                .nioCore, .unixSignals, .yams,
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: habits),

        tests("GateCore", [.log]),
        tests("GateCurl", ["GateFakeDiscord", .nioCore, .nioPosix, .nioSSL]),
        tests("GateRules", [.log]),
        tests("GateLimits", [.log]),
        tests("GateTasks", [.log]),
        tests("GateStore", [.grdb, .log]),
        tests(
            "GateDiscord", ["CZlib", .log, .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket, .nioSSL]),
        tests("GateHooks", [.crypto, .log]),
        tests("GateExternal", ["GateCurl", .log]),
        tests("GatePrompts"),
        tests("GateResults", [.log]),
        tests("GateTelemetry", [.coreMetrics, .log, .tracing]),
        tests(
            "GateHTTP",
            [
                .hummingbird, .httpTypes, .log, .nioCore, .nioEmbedded, .nioHTTPTypes,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests("GateFakeDiscord", ["CZlib", .log, .nioCore, .nioPosix, .nioHTTP1, .nioWebSocket]),
    ],
    swiftLanguageModes: [.v6]
)
