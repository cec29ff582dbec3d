// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the gateway builds its benchmarks.
let package = Package(
    name: "promptgate-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "promptgate", path: "..")],
    targets: [
        .target(name: "CPeers", linkerSettings: [.linkedLibrary("pcre2-8")]),
        .executableTarget(
            name: "rule-benchmarks",
            dependencies: [
                "CPeers",
                .product(name: "GateCore", package: "promptgate"),
                .product(name: "GateRules", package: "promptgate"),
            ],
            path: "Sources/RuleBenchmarks",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
