public import ArgumentParser
internal import Console
internal import Indicators
internal import Spelling

/// `lightwell-hub indicators`: the figures of a period, with their coverage.
public struct IndicatorsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "indicators", abstract: "Indicators per zone, site and organisation for a period.",
        discussion: """
            Needs --from, --to, --ledger and --organisation, or --list. Dates are UTC; a period includes its first \
            moment and not its last. Bills and meters are cut at the same dates on the site's own clock. The table \
            shows zones first, then what bills, meters and inventories give for sites; json and csv are always complete. \
            With --register a meter under another is a part of it, and a meter that counted nothing lowers coverage.
            """)

    @OptionGroup var options: EstateOptions
    @Option(help: "table, json or csv.") var format: Format = .table
    @Option(parsing: .upToNextOption, help: "Only these indicators, by their keys.") var only: [String] = []
    @Flag(help: "List all indicators with unit, definition, formula and source instead; needs no other option.")
    var list = false
    @Flag(help: "In the table also what cannot be said.") var all = false
    @Option(help: "Show what changes with this table of emission factors in place of the organisation's.")
    var restateWith: String?

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    public init() {}

    public func run() throws {
        if list {
            print(format == .json ? Catalogue.json : Catalogue.text, terminator: "")
            return
        }
        let indicators = only.isEmpty ? Catalogue.all : try only.map(IndicatorsCommand.indicator)
        let figures = try figures(indicators, factors: nil) { Console.say($0) }
        if let restateWith {
            let restated = try self.figures(indicators, factors: try FactorTable(reading: restateWith)) { _ in }
            print(Restatement(from: figures, to: restated).text, terminator: "")
            return
        }
        switch format {
        case .table: print(only.isEmpty ? figures.table(showingAll: all) : figures.list, terminator: "")
        case .json: print(figures.json, terminator: "")
        case .csv: print(figures.csv, terminator: "")
        }
    }

    /// The indicator of a key.
    static func indicator(_ key: String) throws(HubError) -> Indicator {
        if let indicator = Catalogue.indicator(key) { return indicator }
        let hint = Spelling.hint(for: key, among: Catalogue.all.map(\.key), otherwise: "there are")
        throw HubError("there is no indicator \(key)\(hint)")
    }

    private func figures(
        _ indicators: [Indicator], factors: FactorTable?, _ remark: (String) -> Void
    ) throws -> [Figure] {
        let loaded = try options.load(factors: factors, remark)
        // Snapshots lie among all traces: they are looked for where a figure asks for them.
        let asksSettings = indicators.contains { $0.key == Indicator.automationEvidence.key }
        let estate = asksSettings ? try loaded.estateWithSettings() : loaded.estate
        return Catalogue.compute(indicators, of: estate, over: loaded.period).filter { options.wants($0.scope) }
    }
}
