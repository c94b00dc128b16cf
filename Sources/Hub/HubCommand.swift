public import ArgumentParser

/// The hub: what all boards tell, in one ledger, and the indicators drawn from it.
public struct HubCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "lightwell-hub", abstract: "The ledger of all boards, and the indicators of all sites.",
        version: "0.1.0",
        subcommands: [
            Run.self, SetCommand.self, RolloutCommand.self, ImportCommand.self, IndicatorsCommand.self,
            Reconcile.self, BoardsCommand.self, ChangesCommand.self, NameCommand.self, CheckCommand.self,
            BackupCommand.self, RestoreCommand.self, MetersCommand.self, BalanceCommand.self, TemplateCommand.self,
            BatchesCommand.self, UndoCommand.self, ExplainCommand.self, FactorsCommand.self, SavingsCommand.self,
            EndUsesCommand.self, WatchCommand.self, AlarmsCommand.self, AcknowledgeCommand.self, SnoozeCommand.self,
            ForgetCommand.self,
        ])

    public init() {}
}

/// Why the hub cannot do what it was asked, as a sentence.
struct HubError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
