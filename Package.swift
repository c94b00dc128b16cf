// swift-tools-version: 6.2
import PackageDescription

/// Every target builds under the same strictness; no target opts out.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "lightwell",
    targets: [
        .target(name: "Quantities", swiftSettings: strict),
        .target(name: "Control", dependencies: ["Quantities"], swiftSettings: strict),
        .target(name: "Cycle", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "Settings", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "Records", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .systemLibrary(
            name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(name: "MQTT", dependencies: ["CMosquitto", "Quantities"], swiftSettings: strict),
        .testTarget(name: "ControlTests", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "PrivateBroker", path: "Tests/PrivateBroker", swiftSettings: strict),
        .testTarget(name: "MQTTTests", dependencies: ["MQTT", "PrivateBroker", "Quantities"], swiftSettings: strict),
        .testTarget(name: "RecordsTests", dependencies: ["Control", "Quantities", "Records"], swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Control", "Quantities", "Settings"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
