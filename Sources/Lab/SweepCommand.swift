public import ArgumentParser
internal import Boards
internal import Console
internal import Glibc
internal import JSON
internal import Loop
internal import Score
internal import Simulation
internal import VirtualBoards

/// `lightwell-lab sweep`: settings tried in many lives of a site.
public struct SweepCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Try settings in many lives of a site, on all cores.",
        discussion: """
            Every seed is another life of the site, with other people, skies and sensors; every setting is tried in each \
            of them, beside the site file's own. The table gives the mean over all seeds, and the least and the most of \
            them in brackets. Energy against the first is compared life by life.

            Gates are those of lightwell-lab score, which judges a single life in detail. Ctrl-C ends it early; \
            the table then compares the lives that every setting has had.
            """)

    @Argument(help: "Site file.") var site: String
    @Option(
        name: .customLong("try"), parsing: .unconditionalSingleValue,
        help: "Settings to try, such as hold=10min,warning=off or a file of them; again for more.")
    var settings: [String] = []
    @Option(parsing: .unconditional, help: "Lives, 1 to 10000.") var seeds: Int = 10
    @Option(help: "The first seed; the others follow it.") var seed: UInt64 = 1
    @Option(parsing: .unconditional, help: "Lives at a time (default: as many as there are processors).") var jobs: Int?
    @Option(help: "Motion sensor of all zones: good, typical or poor; in place of those planned.")
    var pir: ScoreCommand.Kind?
    @Option(help: "What people do when lamps warn or go dark over them: nobody (does anything), or usual.")
    var answers: Willingness = .nobody
    @Option(help: "First local day.") var from: String = "2026-01-01"
    @Option(parsing: .unconditional, help: "Days of each life.") var days: Int = 365
    @Option(help: "Weather file (EPW, or CSV of hours) in place of the skies of the site.") var weather: String?
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "table or json (every life).") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func validate() throws {
        if !(1...10_000).contains(seeds) { throw ValidationError("--seeds \(seeds) is not within 1 to 10000") }
        if !(1...3_660).contains(days) { throw ValidationError("--days \(days) is not within 1 to 3660") }
        if let jobs, !(1...1_024).contains(jobs) { throw ValidationError("--jobs \(jobs) is not within 1 to 1024") }
    }

    public func run() throws {
        let peopled = try peopled()
        let isTerminal = Console.isTerminal
        let total = (settings.count + 1) * seeds
        if isTerminal { Console.show("0 of \(total) lives") }
        let sweep = try swept(peopled, until: .main) { done in
            if isTerminal { Console.show("\(done) of \(total) lives") }
        }
        if isTerminal { Console.show("") }
        switch format {
        case .json: print(sweep.json.text)
        case .table:
            print(sweep.text)
            print(
                "\n\(peopled.site.id): \(peopled.site.zones.count) zones for \(days) days, \(sweep.count); clock: "
                    + "\(Baseline.clock.definition(onWorkdays: true)).")
        }
    }

    func peopled() throws -> PeopledSite {
        try PeopledSite(
            reading: site, boards: boards, from: from, days: days, seed: seed, sensor: pir.flatMap(\.sensor),
            answers: answers.answers, weather: weather)
    }

    func swept(_ peopled: PeopledSite, until stop: Stop, show: @escaping @Sendable (Int) -> Void) throws -> Sweep {
        let own = Sweep.Candidate(name: "as the site says", settings: try peopled.settings(Tuning(), file: site))
        let tried = try settings.map { text in
            Sweep.Candidate(name: text, settings: try peopled.settings(Tuning(text), file: site))
        }
        return Sweep(
            peopled, [own] + tried, seeds: (0..<UInt64(seeds)).map { seed &+ $0 },
            jobs: jobs ?? Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), until: stop, show: show)
    }
}
