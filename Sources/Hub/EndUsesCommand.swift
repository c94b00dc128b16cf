public import ArgumentParser
internal import Baselines
internal import Calendars
internal import Console
internal import JSON

/// `lightwell-hub end-uses`: whether end uses make the total, and what was made, kept and given away.
public struct EndUsesCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "end-uses", abstract: "End uses against the total, and renewable share and net of a site.",
        discussion: """
            Reads a CSV with a column start (see savings for times) and one column per meter, in kWh per interval. \
            Renewable share is self-consumed over total; what is exported does not count. Intervals that a meter lacks \
            are counted, and left out. Exits 1 when the end uses miss the total by more than the tolerance, or when no \
            interval has all meters.
            """)

    @Argument(help: "Meters' file (.csv).") var file: String
    @Option(help: "Column of the total.") var total: String
    @Option(help: "Columns of its end uses, parted by commas.") var uses: String?
    @Option(help: "Column of what the site makes, not negative.") var generation: String?
    @Option(help: "Time zone of times that do not name theirs.") var timezone: String = "UTC"
    @Option(help: "How much of the total the end uses may miss in sum, per cent.") var tolerance: Double = 1

    public init() {}

    public func run() throws {
        let names = uses.map { $0.split(separator: ",").map(String.init) } ?? []
        let all = [total] + names + (generation.map { [$0] } ?? [])
        let meters = try IntervalFile(
            file, in: TimeZone(named: timezone), wanted: all.map { (names: [$0.lowercased()], isNeeded: true) })
        let balance = Balance(
            total: meters.series(), endUses: names.indices.map { meters.series($0 + 1) },
            generation: generation.map { _ in meters.series(all.count - 1) })
        let endUses = zip(names, balance.endUses).map { ($0, JSON.number($1, places: 3)) }
        print(
            JSON.object([
                ("intervals", .integer(Int64(balance.intervals))), ("incomplete", .integer(Int64(balance.incomplete))),
                ("total_kwh", .number(balance.total, places: 3)), ("end_uses_kwh", .object(endUses)),
                ("residual_share", .number(balance.residualShare, places: 6)),
                ("largest_residual_kwh", .number(balance.largestResidual, places: 3)),
                ("generated_kwh", .number(balance.generated, places: 3)),
                ("self_consumed_kwh", .number(balance.selfConsumed, places: 3)),
                ("exported_kwh", .number(balance.exported, places: 3)), ("net_kwh", .number(balance.net, places: 3)),
                ("renewable_share", .number(balance.renewableShare, places: 6)),
                ("notes", .array(meters.notes.map { .string($0) })),
            ]).text)
        guard balance.intervals > 0 else {
            Console.say("\(file): no interval has a value of every meter: nothing can be compared")
            throw ExitCode(1)
        }
        if let share = balance.residualShare, abs(share) * 100 > tolerance { throw ExitCode(1) }
    }
}
