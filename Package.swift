// swift-tools-version: 6.2
import PackageDescription

/// Every target builds under the same strictness; no target opts out.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What a board's memory card need not hold: symbols that nobody looks up, functions that are twice there,
/// relocations at full length (glibc 2.36 and later read the short ones), and tables for unwinding exceptions.
let lean: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "--icf=all", "-Xlinker", "--no-export-dynamic",
            "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
            "-Xlinker", "\(Context.packageDirectory)/Sources/lightwell-edge/lean.ld",
        ], .when(configuration: .release))
]

let package = Package(
    name: "lightwell",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(name: "Quantities", swiftSettings: strict),
        .target(name: "Control", dependencies: ["Quantities"], swiftSettings: strict),
        .target(name: "Cycle", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "Playback", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "Settings", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .target(name: "Records", dependencies: ["Control", "Quantities"], swiftSettings: strict),
        .systemLibrary(
            name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(name: "Addresses", swiftSettings: strict),
        .target(name: "Certificates", dependencies: ["Calendars", "Quantities"], swiftSettings: strict),
        .target(name: "MQTT", dependencies: ["Addresses", "CMosquitto", "Quantities"], swiftSettings: strict),
        .testTarget(name: "ControlTests", dependencies: ["Chance", "Control", "Quantities"], swiftSettings: strict),
        .target(name: "Hardware", dependencies: ["Quantities"], swiftSettings: strict),
        .target(name: "Conditioning", dependencies: ["Hardware", "Quantities"], swiftSettings: strict),
        .systemLibrary(name: "CGpiod", pkgConfig: "libgpiod", providers: [.apt(["libgpiod-dev"])]),
        .target(name: "CGPIO", dependencies: ["CGpiod"]),
        .target(name: "GPIO", dependencies: ["CGPIO", "Hardware", "Quantities"], swiftSettings: strict),
        .target(name: "PWM", dependencies: ["Quantities"], swiftSettings: strict),
        .target(name: "Loop", dependencies: ["Quantities"], swiftSettings: strict),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "Locks", swiftSettings: strict),
        .target(name: "Journal", dependencies: ["Locks"], swiftSettings: strict),
        .target(
            name: "Exports", dependencies: ["Calendars", "Journal", "Quantities", "Records"], swiftSettings: strict),
        .target(
            name: "Commissioning", dependencies: ["Boards", "Calendars", "Exports", "Quantities", "Spelling", "YAML"],
            swiftSettings: strict),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
        .target(name: "Sparkplug", swiftSettings: strict),
        .target(name: "Astronomy", dependencies: ["Quantities"], swiftSettings: strict),
        .target(name: "Calendars", dependencies: ["Astronomy", "Quantities"], swiftSettings: strict),
        .target(name: "Simulation", dependencies: ["Astronomy", "Quantities"], swiftSettings: strict),
        .target(
            name: "WeatherFiles", dependencies: ["Astronomy", "Quantities", "Simulation"], swiftSettings: strict),
        .target(
            name: "Telemetry",
            dependencies: ["Calendars", "Control", "JSON", "Quantities", "Records", "Settings", "Sparkplug"],
            swiftSettings: strict),
        .target(
            name: "Logbook",
            dependencies: ["Control", "Cycle", "Exports", "Journal", "Quantities", "Records", "Settings"],
            swiftSettings: strict),
        .target(name: "Spelling", swiftSettings: strict),
        .target(name: "YAML", dependencies: ["CYAML", "Quantities", "Spelling"], swiftSettings: strict),
        .target(
            name: "Boards",
            dependencies: [
                "Addresses", "Astronomy", "Calendars", "Conditioning", "Control", "Hardware", "Quantities", "Settings",
                "Spelling", "YAML",
            ],
            swiftSettings: strict),
        .target(
            name: "Meters", dependencies: ["Activities", "Calendars", "JSON", "Quantities"], swiftSettings: strict),
        .target(
            name: "Register",
            dependencies: ["Activities", "CSV", "Calendars", "Indicators", "Meters", "Quantities", "Spelling", "YAML"],
            swiftSettings: strict),
        .target(
            name: "Uplink",
            dependencies: [
                "Journal", "Loop", "MQTT", "Quantities", "Records", "Settings", "Sparkplug", "Telemetry",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "Ledger",
            dependencies: [
                "Activities", "Alarms", "Calendars", "Exports", "Indicators", "Locks", "Quantities", "Records",
                "SQLite",
                "Telemetry",
            ], swiftSettings: strict),
        .target(name: "Alarms", dependencies: ["Calendars", "Quantities"], swiftSettings: strict),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "Delivery",
            dependencies: [
                "Addresses", "Alarms", "CCurl", "Calendars", "Exports", "JSON", "Ledger", "Quantities", "Spelling",
                "YAML",
            ], swiftSettings: strict),
        .target(
            name: "Aggregator",
            dependencies: [
                "Exports", "Journal", "Ledger", "Loop", "MQTT", "Quantities", "Records", "Sparkplug", "Telemetry",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(name: "Activities", dependencies: ["Quantities"], swiftSettings: strict),
        .systemLibrary(name: "CLAPACK", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .target(
            name: "Baselines", dependencies: ["Activities", "Calendars", "CLAPACK", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "BaselinesTests",
            dependencies: [
                "Activities", "Baselines", "Calendars", "Chance", "Hub", "JSON", "Ledger", "Quantities", "Records",
                "Scratch", "Telemetry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .target(
            name: "Indicators", dependencies: ["Activities", "CSV", "Calendars", "JSON", "Quantities", "Spelling"],
            swiftSettings: strict),
        .target(name: "CSV", dependencies: ["Calendars", "Quantities"], swiftSettings: strict),
        .target(
            name: "Imports",
            dependencies: ["Activities", "CSV", "Calendars", "Meters", "Quantities", "Spelling", "YAML"],
            swiftSettings: strict),
        .target(
            name: "Recordings", dependencies: ["CSV", "Calendars", "Quantities", "Spelling"], swiftSettings: strict),
        .target(
            name: "Sensing",
            dependencies: ["Astronomy", "Boards", "Conditioning", "Control", "Hardware", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "SensingTests",
            dependencies: ["Boards", "Calendars", "Conditioning", "Control", "Hardware", "Quantities", "Sensing"],
            swiftSettings: strict),
        .target(
            name: "VirtualBoards",
            dependencies: [
                "Astronomy", "Boards", "Calendars", "Conditioning", "Control", "Cycle", "Hardware", "Journal",
                "Logbook",
                "Quantities", "Recordings", "Records", "Score", "Sensing", "Settings", "Simulation", "Spelling",
                "WeatherFiles", "YAML",
            ], swiftSettings: strict),
        .target(
            name: "Console",
            dependencies: [
                "Addresses", "MQTT",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "Fleet",
            dependencies: [
                "Boards", "Calendars", "Control", "Journal", "Logbook", "Loop", "MQTT", "Quantities", "Records",
                "Settings", "Simulation", "Sparkplug", "Telemetry", "Uplink", "VirtualBoards", "YAML",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "Lab",
            dependencies: [
                "Addresses", "Astronomy", "Boards", "Calendars", "Console", "Control", "Fleet", "JSON", "Journal",
                "Ledger", "Logbook", "Loop", "MQTT", "Pictures", "Playback", "Quantities",
                "Recordings", "Records", "Replay", "Score", "Settings", "Simulation", "Sparkplug", "Telemetry",
                "Uplink",
                "VirtualBoards",
                "WeatherFiles",
                "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .executableTarget(name: "lightwell-lab", dependencies: ["Console", "Lab"], swiftSettings: strict),
        .target(
            name: "Steering",
            dependencies: [
                "Addresses", "Loop", "MQTT", "Quantities", "Settings", "Sparkplug", "Telemetry",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "SteeringTests",
            dependencies: [
                "Addresses", "Calendars", "Control", "Hub", "Journal", "Ledger", "Locks", "Loop", "MQTT",
                "PrivateBroker", "Quantities", "Records", "Settings", "Scratch", "Sparkplug", "Steering", "Telemetry",
                "Uplink",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "Hub",
            dependencies: [
                "Activities", "Addresses", "Aggregator", "Alarms", "Baselines", "Boards", "CSV", "Calendars", "Console",
                "Delivery", "Exports", "Imports", "Indicators", "JSON", "Ledger", "Locks", "Loop", "Meters", "MQTT",
                "Quantities", "Records", "Register", "Settings", "Sparkplug", "Spelling", "Steering", "Telemetry",
                "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .target(
            name: "Edge",
            dependencies: [
                "Addresses", "Boards", "Calendars", "Certificates", "Commissioning", "Conditioning", "Exports",
                "Console",
                "Control",
                "Cycle", "GPIO", "Hardware",
                "JSON",
                "Journal", "Logbook", "Loop", "MQTT", "PWM", "Surroundings", "Quantities", "Records", "Sensing",
                "Service", "Settings",
                "Sparkplug", "Telemetry", "Uplink", "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "lightwell-edge", dependencies: ["Console", "Edge"], exclude: ["lean.ld"], swiftSettings: strict,
            linkerSettings: lean),
        .executableTarget(name: "lightwell-hub", dependencies: ["Console", "Hub"], swiftSettings: strict),
        .target(name: "Pictures", dependencies: ["Calendars", "Control", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "PicturesTests", dependencies: ["Calendars", "Chance", "Control", "Pictures", "Quantities"],
            swiftSettings: strict),
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Service", dependencies: ["Loop", "Quantities"], swiftSettings: strict),
        .target(name: "Surroundings", swiftSettings: strict),
        .testTarget(name: "ServiceTests", dependencies: ["Loop", "Quantities", "Service"], swiftSettings: strict),
        .testTarget(name: "SurroundingsTests", dependencies: ["Surroundings"], swiftSettings: strict),
        .target(
            name: "Score", dependencies: ["Calendars", "Control", "Quantities", "Simulation"], swiftSettings: strict),
        .target(
            name: "Replay", dependencies: ["Control", "Quantities", "Records", "Settings"], swiftSettings: strict),
        .target(name: "Chance", path: "Tests/Chance", swiftSettings: strict),
        .target(name: "Scratch", path: "Tests/Scratch", swiftSettings: strict),
        .target(name: "Specimens", path: "Tests/Specimens", swiftSettings: strict),
        .target(name: "PrivateBroker", path: "Tests/PrivateBroker", swiftSettings: strict),
        .testTarget(
            name: "AstronomyTests", dependencies: ["Astronomy", "Chance", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "CalendarsTests", dependencies: ["Astronomy", "Chance", "Calendars", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["Astronomy", "Quantities", "Simulation"], swiftSettings: strict),
        .testTarget(
            name: "WeatherFilesTests",
            dependencies: ["Astronomy", "Chance", "Quantities", "Simulation", "WeatherFiles"],
            swiftSettings: strict),
        .testTarget(name: "HardwareTests", dependencies: ["Hardware", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "ConditioningTests", dependencies: ["Chance", "Conditioning", "Hardware", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "GPIOTests", dependencies: ["Conditioning", "GPIO", "Hardware", "Quantities"], swiftSettings: strict),
        .testTarget(name: "PWMTests", dependencies: ["PWM", "Quantities", "Scratch"], swiftSettings: strict),
        .testTarget(name: "LocksTests", dependencies: ["Locks"], swiftSettings: strict),
        .testTarget(name: "JournalTests", dependencies: ["Chance", "Journal"], swiftSettings: strict),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"], swiftSettings: strict),
        .testTarget(
            name: "SparkplugTests", dependencies: ["Chance", "Sparkplug"], exclude: ["Corpus", "conformance.csv"],
            swiftSettings: strict),
        .testTarget(
            name: "BoardsTests",
            dependencies: [
                "Chance",
                "Addresses", "Boards", "Calendars", "Conditioning", "Control", "Hardware", "Quantities", "Settings",
                "YAML",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RegisterTests",
            dependencies: [
                "Activities", "Calendars", "Indicators", "Meters", "Quantities", "Register", "Specimens", "YAML",
            ], swiftSettings: strict),
        .testTarget(
            name: "MetersTests",
            dependencies: [
                "Activities", "Calendars", "Chance", "Hub", "Ledger", "Meters", "Quantities", "Records", "Scratch",
                "Telemetry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .testTarget(
            name: "YAMLTests", dependencies: ["Chance", "Quantities", "Spelling", "YAML"], swiftSettings: strict),
        .testTarget(
            name: "CertificatesTests", dependencies: ["Calendars", "Certificates", "Chance", "Quantities"],
            swiftSettings: strict),
        .testTarget(name: "AddressesTests", dependencies: ["Addresses"], swiftSettings: strict),
        .testTarget(
            name: "AlarmsTests", dependencies: ["Alarms", "Calendars", "Chance", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "DeliveryTests",
            dependencies: [
                "Addresses", "Alarms", "Calendars", "Chance", "Delivery", "Ledger", "Loop", "PrivateBroker",
                "Quantities",
                "SQLite", "Scratch", "YAML",
            ], swiftSettings: strict),
        .testTarget(
            name: "RecordingsTests", dependencies: ["Chance", "Calendars", "Quantities", "Recordings"],
            swiftSettings: strict),
        .testTarget(
            name: "TelemetryTests",
            dependencies: ["Chance", "Control", "Quantities", "Records", "Settings", "Sparkplug", "Telemetry"],
            swiftSettings: strict),
        .testTarget(
            name: "UplinkTests",
            dependencies: ["Chance", "Quantities", "Scratch", "Sparkplug", "Uplink"], swiftSettings: strict),
        .testTarget(
            name: "FleetTests",
            dependencies: [
                "Addresses", "Aggregator", "Boards", "Chance", "Control", "Fleet", "Hub", "Journal", "Ledger", "Loop",
                "MQTT", "Logbook", "PrivateBroker", "Quantities", "Records", "SQLite", "Scratch", "Settings",
                "Simulation", "Sparkplug", "Telemetry", "Uplink", "VirtualBoards",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "LogbookTests",
            dependencies: [
                "Chance", "Control", "Cycle", "Exports", "Journal", "Logbook", "Quantities", "Records", "Scratch",
                "Settings",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Activities", "Calendars", "Chance", "Control", "Indicators", "Journal", "Ledger", "Locks", "Logbook",
                "Quantities", "Records", "SQLite", "Scratch", "Telemetry", "Uplink",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "HubTests",
            dependencies: [
                "Activities", "Alarms", "Baselines", "Calendars", "Delivery", "Hub", "Imports", "Indicators",
                "Ledger", "Loop", "Meters", "Quantities", "Records", "Register", "Scratch", "Specimens", "SQLite",
                "Telemetry", "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .testTarget(
            name: "ImportsTests",
            dependencies: [
                "Activities", "Calendars", "Chance", "Imports", "Ledger", "Meters", "Quantities", "Scratch", "YAML",
            ], swiftSettings: strict),
        .testTarget(name: "CycleTests", dependencies: ["Control", "Cycle", "Quantities"], swiftSettings: strict),
        .testTarget(name: "LoopTests", dependencies: ["Loop", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "EdgeTests",
            dependencies: [
                "Addresses", "Aggregator", "Certificates", "Ledger", "PrivateBroker", "Sparkplug", "Surroundings",
                "Boards", "Chance", "Conditioning", "Control", "Cycle", "Edge", "Exports", "GPIO", "Hardware", "JSON",
                "Journal", "Logbook",
                "Loop",
                "MQTT", "Quantities", "Records", "Scratch", "Sensing", "Service", "Settings", "Telemetry",
                "Uplink", "YAML",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict
        ),
        .testTarget(
            name: "VirtualBoardsTests",
            dependencies: [
                "Chance",
                "Boards", "Calendars", "Conditioning", "Control", "Hardware", "Journal", "Logbook", "Quantities",
                "Recordings", "Records", "Score", "Scratch", "Settings", "Simulation", "VirtualBoards", "YAML",
            ], swiftSettings: strict),
        .testTarget(
            name: "ReplayTests",
            dependencies: [
                "Boards", "Chance", "Control", "Cycle", "Journal", "Logbook", "Quantities", "Records", "Replay",
                "Scratch", "Settings",
                "VirtualBoards",
                "YAML",
            ], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(
            name: "PlaybackTests", dependencies: ["Chance", "Control", "Playback", "Quantities"], swiftSettings: strict),
        .testTarget(
            name: "LabTests",
            dependencies: [
                "Boards", "Calendars", "Control", "Fleet", "JSON", "Journal", "Lab", "Logbook", "Loop", "Pictures",
                "Playback",
                "Quantities",
                "Recordings", "Records",
                "Replay", "Score",
                "Scratch", "Settings", "VirtualBoards",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .testTarget(
            name: "ScoreTests",
            dependencies: ["Calendars", "Chance", "Control", "Quantities", "Records", "Score", "Simulation"],
            swiftSettings: strict),
        .testTarget(
            name: "ExportsTests", dependencies: ["Chance", "Exports", "Journal", "Quantities", "Records"],
            swiftSettings: strict),
        .testTarget(
            name: "CommissioningTests", dependencies: ["Boards", "Commissioning", "Exports", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "AggregatorTests",
            dependencies: [
                "Addresses", "Aggregator", "Chance", "Control", "Exports", "Journal", "Ledger", "Locks", "Logbook",
                "Loop", "MQTT", "PrivateBroker", "Quantities", "Records", "SQLite", "Settings", "Sparkplug",
                "Telemetry", "Uplink",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(
            name: "IndicatorsTests", dependencies: ["Activities", "Calendars", "Indicators", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "MQTTTests", dependencies: ["Addresses", "MQTT", "PrivateBroker", "Quantities"],
            swiftSettings: strict),
        .testTarget(
            name: "RecordsTests", dependencies: ["Chance", "Control", "Quantities", "Records"], swiftSettings: strict),
        .testTarget(
            name: "SettingsTests", dependencies: ["Control", "Quantities", "Settings"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
