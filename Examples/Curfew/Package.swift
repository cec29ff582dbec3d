// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "curfew",
    platforms: [.macOS(.v15)],
    products: [.library(name: "Curfew", targets: ["Curfew"])],
    dependencies: [.package(name: "promptgate", path: "../..")],
    targets: [
        .target(
            name: "Curfew", dependencies: [.product(name: "GateCore", package: "promptgate")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        .testTarget(
            name: "CurfewTests",
            dependencies: [
                "Curfew", .product(name: "GateCore", package: "promptgate"),
                .product(name: "GateTestKit", package: "promptgate"),
            ], swiftSettings: [.treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)
