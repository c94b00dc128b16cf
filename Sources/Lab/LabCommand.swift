public import ArgumentParser

let version = "0.1.0"

/// The lab: virtual boards for tests, demos and tuning.
public struct LabCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "lightwell-lab", abstract: "Virtual boards in virtual buildings, on the real control core.",
        version: version,
        subcommands: [
            Simulate.self, FleetCommand.self, ScoreCommand.self, SweepCommand.self, FaultsCommand.self,
            PeopleCommand.self,
            DaylightCommand.self, SunCommand.self, ReplayCommand.self, FirmwareTraceCommand.self, GPIOCommand.self,
            CountersCommand.self, LedgerCommand.self,
        ])

    public init() {}
}
