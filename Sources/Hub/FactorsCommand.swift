internal import Activities
public import ArgumentParser
internal import Console
internal import Indicators

/// `lightwell-hub factors`: tables of emission factors.
public struct FactorsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "factors", abstract: "Tables of emission factors: check, convert, compare.",
        subcommands: [Check.self, Convert.self, Compare.self])

    public init() {}

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Read a table and say what is in it.",
            discussion: """
                A table is CSV with the columns \(FactorTable.columns.joined(separator: ", ")). Exits 1 with every \
                problem by line.
                """)

        @Argument(help: "The table.") var file: String

        func run() throws {
            let table = try FactorTable(reading: file)
            let scope2 = table.factors.count { $0.activity == .electricity && $0.isScope2 }
            let values = table.heatingValues.isEmpty ? "" : ", \(table.heatingValues.count) heating values"
            print(
                "\(file): \(table.factors.count) factors\(values), versions \(table.versions.joined(separator: ", "))")
            let supply = table.factors.count(where: \.isOfSupply)
            print("  of electricity fit for scope 2: \(scope2)")
            print("  of the supply of energy, for scope 3, category 3: \(supply)")
            print("  choice: \(FactorTable.rule)")
        }
    }

    struct Convert: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "convert", abstract: "Turn a published list of grid factors into a table, on standard output.",
            discussion: """
                owid is the download of Our World in Data's chart carbon-intensity-electricity; extract has the columns \
                country,iso_or_zone,year,gco2e_per_kwh,metric,source,licence. Source and licence of each row stay with it. \
                Life-cycle and marginal values stay marked as such: scope 2 refuses them.
                """)

        @Argument(help: "owid or extract.") var format: Format
        @Argument(help: "The published file.") var file: String
        @Option(help: "Version of the list, such as the day it was fetched.") var version: String
        @Option(parsing: .upToNextOption, help: "Only these zones, such as CHE KEN.") var zones: [String] = []

        enum Format: String, ExpressibleByArgument, CaseIterable { case owid, extract }

        func run() throws {
            let published = try PublishedFactors(
                parsing: try bytes(ofFile: file), file: file, as: format == .owid ? .owid : .extract, version: version,
                zones: Set(zones))
            for remark in published.remarks { Console.say(remark) }
            print(published.csv, terminator: "")
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare", abstract: "What one version of a table says otherwise than another.",
            discussion: "indicators --restate-with shows what that does to figures.")

        @Argument(help: "The older table.") var old: String
        @Argument(help: "The newer table.") var new: String

        func run() throws {
            let difference = try FactorTable(reading: new).difference(from: try FactorTable(reading: old))
            print(difference.text, terminator: "")
        }
    }
}
