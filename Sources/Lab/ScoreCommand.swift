public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import Glibc
internal import JSON
internal import Pictures
internal import Quantities
internal import Recordings
internal import Score
internal import Settings
internal import VirtualBoards
internal import YAML

/// `lightwell-lab score`: how much light is wasted, how much is missing, and how far from the best that is.
public struct ScoreCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Judge the control core on recordings, or on the simulated zones of a site.",
        discussion: """
            A recording is a CSV file with the columns timestamp, motion (0 or 1), occupied (0 or 1, or a count: the \
            truth) and, if measured, daylight_lux (daylight alone). The core runs over it as it would on a board; \
            where rows are more than 5 minutes apart it starts anew. A site file runs for --days in simulated \
            rooms, where the truth is known exactly.

            R = (used + unserved - oracle) / (baseline - oracle), the baseline being a time switch from 07:30 to 18:30 \
            and the oracle the same relays (or dimmer) in the hands of somebody who knows the future. A gate is a limit \
            that no saving buys off.

            --split tells what each measure saves against that time switch: first occupancy alone (all lamps, daylight \
            or not), then with it task tuning (dimmed lamps give no more than people need: the task-level of the \
            zone, or need / light of all lamps), then with both daylight, as the site says. Each is a run of its own \
            with the same people and weather. The order matters: what two measures would both save counts for the \
            first, so that in rooms with daylight the last one gets only what tuning left.
            """)

    @Argument(help: "Recordings (.csv), or one site file (.yaml).") var files: [String]
    @Option(help: "Settings to try: a file of them, or such as hold=15min,daylight=off.") var settings: String?
    @Option(parsing: .unconditional, help: "Load of the lamps of the recorded room, W.") var watts: Double?
    @Option(
        name: .customLong("task-lux"), parsing: .unconditional,
        help: "Illuminance people need where daylight was recorded; without it the daylight-target.")
    var task: Double?
    @Flag(help: "The recorded room is a way out of the building: never dark under people.") var egress = false
    @Option(help: "Columns of the recordings, such as timestamp=Date+Time,motion=S6_PIR+S7_PIR.") var map: String?
    @Option(
        parsing: .unconditional, help: "Offset of the recordings' times, such as +05:30; days are counted by it.")
    var utcOffset: String?
    @Option(help: "Motion sensor to model: good, typical or poor; in place of any recorded or planned one.")
    var pir: Kind?
    @Option(
        help: """
            What people of a simulation do when lamps warn or go dark over them: nobody (does anything), or usual \
            (seven in ten move at a warning, eight in ten wave in the dark, half of the others press the button; \
            assumptions).
            """)
    var answers: Willingness?
    @Option(help: "First local day of a simulation (2026-01-01).") var from: String?
    @Option(parsing: .unconditional, help: "Days of a simulation (365).") var days: Int?
    @Option(help: "Seed of people, weather, modelled sensors and of the people at a wall switch.") var seed: UInt64 = 1
    @Option(help: "Weather file (EPW, or CSV of hours) in place of the skies of the site.") var weather: String?
    @OptionGroup(title: "Faults (of a site; see lightwell-lab faults)") var broken: FaultOptions
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "table or json.") var format: Format = .table
    @Option(
        help: """
            Write every change of lamps or reason to this CSV file: timestamp,level,reason. The change from motion to \
            the hold time after it, and back, is left out.
            """)
    var decisions: String?
    @Option(help: "Draw a day of one zone or recording as SVG into this file.") var picture: String?
    @Option(help: "Local day to draw, such as 2026-03-02; without it the one with the most false-offs.")
    var day: String?
    @Option(help: "Zone (or recording) to draw, where there are several.") var zone: String?
    @Flag(help: "Exit with 1 where a gate fails.") var requireGates = false
    @Flag(help: "Split the saving of a site by measure: occupancy, tuning, daylight; gates required are the last's.")
    var split = false

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case good, typical, poor

        var sensor: Site.Simulation.Sensor? { Site.Simulation.Sensor(rawValue: rawValue) }
    }

    public init() {}

    public func validate() throws {
        let sites = files.filter(Self.isSite)
        if !sites.isEmpty, files.count > 1 {
            throw ValidationError("\(sites[0]) is a site file: it is judged alone, without other files beside it")
        }
        if sites.isEmpty {
            guard let watts else {
                throw ValidationError(
                    "--watts is missing: what the lamps of the recorded room draw, such as --watts 221")
            }
            guard watts.isFinite, (0.001...1_000_000).contains(watts) else {
                throw ValidationError("--watts \(watts) is not within 0.001 to 1000000")
            }
            if days != nil || from != nil || answers != nil {
                throw ValidationError(
                    "--days, --from and --answers are for a site file; a recording is judged as it is")
            }
        } else if watts != nil || map != nil || utcOffset != nil || task != nil || egress {
            throw ValidationError(
                "--watts, --map, --utc-offset, --task-lux and --egress are for recordings; the site file says all that")
        }
        if weather != nil, sites.isEmpty {
            throw ValidationError("--weather is for a site file: a recording has its own daylight")
        }
        if sites.isEmpty, !broken.isEmpty || broken.edges {
            throw ValidationError("--fault, --faults and --edges are for a site file: a recording is what it is")
        }
        if split, sites.isEmpty {
            throw ValidationError("--split is for a site file: a recording does not say what its lamps give")
        }
        if split, decisions != nil || picture != nil {
            throw ValidationError("--split lives through several runs: --decisions and --picture are of one")
        }
        if picture == nil, day != nil || zone != nil {
            throw ValidationError("--day and --zone say what --picture FILE.svg draws: add it")
        }
        if Set(files).count < files.count { throw ValidationError("a file stands there twice: it would count twice") }
        if let days, !(1...3_660).contains(days) { throw ValidationError("--days \(days) is not within 1 to 3660") }
        if let task, !(task.isFinite && (1...100_000).contains(task)) {
            throw ValidationError("--task-lux \(task) is not within 1 to 100000")
        }
    }

    public func run() throws {
        if split { return try runSplit() }
        let outcome = try judged()
        if let decisions { try write(outcome.decisions.text, to: decisions) }
        if let picture { try write(try drawn(outcome).svg, to: picture) }
        switch format {
        case .table:
            print(
                Verdict.text(
                    outcome.parts, total: outcome.total, kind: outcome.kind,
                    baselines: outcome.baselines.map { "\($0.name): \($0.definition)." }))
            if let loads = outcome.loads?.text, !loads.isEmpty { print("\n" + loads) }
            if let faults = outcome.faults { print("\n" + faults.text) }
        case .json: print(outcome.json.text)
        }
        if requireGates, !outcome.total.holds { throw ExitCode(1) }
    }

    /// Judges, and prints nothing.
    func judged() throws -> Outcome {
        let tuning = try settings.map { try Tuning($0) } ?? Tuning()
        return Self.isSite(files[0]) ? try site(files[0], tuning) : try recordings(tuning)
    }

    private func runSplit() throws {
        let split = try divided()
        switch format {
        case .table: print(split.text)
        case .json: print(split.json.text)
        }
        if requireGates, !split.holds { throw ExitCode(1) }
    }

    private func write(_ text: String, to file: String) throws(LabError) {
        guard replace(file, with: text) else {
            throw LabError("cannot write \(file): \(String(cString: strerror(errno)))")
        }
    }

    private func drawn(_ outcome: Outcome) throws -> DayPicture {
        let names = outcome.parts.map(\.name)
        let chosen =
            try zone
            ?? (names.count == 1 ? names[0] : nil).orThrow(
                LabError("--picture needs --zone, one of these \(outcome.kind)s: \(names.joined(separator: ", "))"))
        guard let place = names.firstIndex(of: chosen) else {
            throw LabError("there is no \(outcome.kind) \(chosen); there are: \(names.joined(separator: ", "))")
        }
        let verdict = outcome.parts[place]
        let date = try day.map { try CivilDate($0) } ?? DayOfZone.worst(of: verdict.days)
        guard let date, verdict.days.contains(where: { $0.date == date }) else {
            let days = verdict.days.map(\.date)
            throw LabError(
                "\(chosen) has no day \(day ?? ""); its days are "
                    + (days.count > 7
                        ? "\(days[0]) to \(days[days.count - 1])" : days.map(\.description).joined(separator: ", ")))
        }
        let drawn = DayOfZone(name: verdict.title, criteria: outcome.criteria[place], date: date)
        return drawn.picture(outcome.relive(place, drawn.span))
    }

    private static func isSite(_ file: String) -> Bool { file.hasSuffix(".yaml") || file.hasSuffix(".yml") }

    /// What came out, and how it was made.
    struct Outcome {
        var kind: String
        var parts: [Verdict]
        var total: Verdict
        var settings: [(String, JSON)]
        var decisions: DecisionsFile
        var criteria: [Criteria]
        /// Plugs and climate; `nil` of recordings.
        var loads: LoadReport?
        /// `nil`: nothing was broken by script.
        var faults: FaultTable? = nil
        /// Lives through a part again, with details for a day.
        var relive: (_ part: Int, _ day: Range<Timestamp>) -> [Course]

        var baselines: [(name: String, definition: String)] {
            Baseline.allCases.map { ($0.rawValue, $0.definition(onWorkdays: criteria[0].clockDays != nil)) }
        }

        var json: JSON {
            let baselines = baselines.map { ($0.name, JSON.string($0.definition)) }
            return .object(
                total.members + settings
                    + [("baselines", .object(baselines)), (kind + "s", .array(parts.map { .object($0.members) }))]
                    + (loads.flatMap { $0.rows.isEmpty ? nil : [("loads", $0.json)] } ?? [])
                    + (faults.map { [("faults", $0.json)] } ?? []))
        }
    }
}
