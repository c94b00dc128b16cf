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
    ],
    swiftLanguageModes: [.v6]
)
