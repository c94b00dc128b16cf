public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import Glibc
internal import JSON
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
            and the oracle the same relays in the hands of somebody who knows the future. A gate is a limit that no \
            saving buys off.
            """)

    @Argument(help: "Recordings (.csv), or one site file (.yaml).") var files: [String]
    @Option(help: "Settings to try: a file of them, or such as hold=15min,daylight=off.") var settings: String?
    @Option(help: "Load of the lamps of the recorded room, W.") var watts: Double?
    @Option(
        name: .customLong("task-lux"),
        help: "Illuminance people need where daylight was recorded; without it the daylight-target.")
    var task: Double?
    @Flag(help: "The recorded room is a way out of the building: never dark under people.") var egress = false
    @Option(help: "Columns of the recordings, such as timestamp=Date+Time,motion=S6_PIR+S7_PIR.") var map: String?
    @Option(help: "Offset of the recordings' times, such as +05:30; days are counted by it.") var utcOffset: String?
    @Option(help: "Motion sensor to model: good, typical or poor; in place of any recorded or planned one.")
    var pir: Kind?
    @Option(help: "First local day of a simulation.") var from: String = "2026-01-01"
    @Option(help: "Days of a simulation.") var days: Int?
    @Option(help: "Seed of people, weather, modelled sensors and of the people at a wall switch.") var seed: UInt64 = 1
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "table or json.") var format: Format = .table
    @Option(help: "Write every change of lamps or reason to this CSV file: timestamp,level,reason.") var decisions:
        String?
    @Flag(help: "Exit with 1 where a gate fails.") var requireGates = false

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }
    enum Kind: String, ExpressibleByArgument, CaseIterable { case good, typical, poor }

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
            if days != nil {
                throw ValidationError("--days is for a site file; a recording is judged as long as it is")
            }
        } else if watts != nil || map != nil || utcOffset != nil || task != nil || egress {
            throw ValidationError(
                "--watts, --map, --utc-offset, --task-lux and --egress are for recordings; the site file says all that")
        }
        if let days, !(1...3_660).contains(days) { throw ValidationError("--days \(days) is not within 1 to 3660") }
        if let task, !(task.isFinite && (1...100_000).contains(task)) {
            throw ValidationError("--task-lux \(task) is not within 1 to 100000")
        }
    }

    public func run() throws {
        let tuning = try settings.map { try Tuning($0) } ?? Tuning()
        let outcome = Self.isSite(files[0]) ? try site(files[0], tuning) : try recordings(tuning)
        if let decisions, !replace(decisions, with: outcome.decisions.text) {
            throw LabError("cannot write \(decisions): \(String(cString: strerror(errno)))")
        }
        switch format {
        case .table: print(Verdict.text(outcome.parts, total: outcome.total, kind: outcome.kind))
        case .json: print(outcome.json.text)
        }
        if requireGates, !(outcome.parts + [outcome.total]).allSatisfy(\.holds) { throw ExitCode(1) }
    }

    private static func isSite(_ file: String) -> Bool { file.hasSuffix(".yaml") || file.hasSuffix(".yml") }

    /// What came out, and how it was made.
    struct Outcome {
        var kind: String
        var parts: [Verdict]
        var total: Verdict
        var settings: [(String, JSON)]
        var decisions: DecisionsFile

        var json: JSON {
            let baselines = Baseline.allCases.map { ($0.rawValue, JSON.string($0.definition)) }
            return .object(
                total.members + settings
                    + [("baselines", .object(baselines)), (kind + "s", .array(parts.map { .object($0.members) }))])
        }
    }
}

extension ScoreCommand {
    private func recordings(_ tuning: Tuning) throws -> Outcome {
        let columns = try map.map { try ColumnMap($0) } ?? ColumnMap()
        let offset = try utcOffset.map { try TimeZone(offset: $0) }
        let settings = try tuning.applied(to: Zone.Settings(steps: tuning.steps ?? 1))
        let recordings = try read(columns, offset, settings)
        var decisions = DecisionsFile(kind: files.count > 1 ? "recording" : nil)
        var parts: [Verdict] = []
        for (file, recording) in zip(files, recordings) {
            let zone = offset ?? recording.writtenOffset.flatMap { TimeZone(offset: $0) } ?? .utc
            let criteria = Criteria(
                load: Watts(watts ?? 0), steps: settings.steps, task: task.map { Lux($0) } ?? settings.daylight.target,
                lamps: settings.daylight.lamps, settings: settings, isEgress: egress, zone: zone)
            let courses = recording.runs().map { run in
                var trial = Trial(
                    recording, run: run, settings: settings, sensor: sensor.map { Trial.Sensor($0, seed: seed) },
                    in: zone)
                trial.run(until: recording.end(of: run))
                return trial.courses[0]
            }
            let clock = DecisionsFile.Clock(zone: zone, saysZone: offset != nil || recording.writtenOffset != nil)
            decisions.add(courses, steps: settings.steps, of: file, clock)
            for gap in recording.gaps() {
                let length = "\((Double(gap.length.milliseconds) / 60_000).fixed(1)) min"
                Console.say(
                    "\(file): gap of \(length), \(clock.written(gap.start)) to \(clock.written(gap.end)): "
                        + "the zone starts anew after it")
            }
            parts.append(
                Verdict(
                    file, Judge(courses, of: criteria, seed: seed), resolution: recording.medianStep ?? .minutes(5),
                    gaps: recording.gaps()))
        }
        return Outcome(
            kind: "recording", parts: parts,
            total: parts.count == 1 ? parts[0] : Verdict("total", joining: parts, sharingDays: false),
            settings: [
                ("watts", .number(watts, places: 6)), ("settings", Self.json(settings)),
                ("pir", .string(pir?.rawValue)),
            ],
            decisions: decisions)
    }

    /// - Throws: every problem of every file.
    private func read(_ columns: ColumnMap, _ offset: TimeZone?, _ settings: Zone.Settings) throws -> [Recording] {
        var recordings: [Recording] = []
        var problems: [String] = []
        for file in files {
            do throws(RecordingProblems) {
                let recording = try Recording(csvFile: file, columns: columns, zone: offset ?? .utc)
                if !recording.hasTruth {
                    problems.append(
                        "\(file): no row knows whether people were there: a score needs the column occupied, "
                            + "0 or 1 or a count (--map occupied=… names it otherwise)")
                }
                if !recording.hasMotion, pir == nil {
                    problems.append(
                        "\(file): there is no motion in it: name its column with --map motion=…, or model a sensor "
                            + "with --pir typical")
                }
                if settings.daylight.target > .zero || task != nil, !recording.hasDaylight {
                    problems.append(
                        "\(file): no row knows the daylight alone, which these settings ask for: name its column with "
                            + "--map daylight_lux=…, or set daylight=off")
                }
                recordings.append(recording)
            } catch {
                problems.append(error.description)
            }
        }
        guard problems.isEmpty else { throw LabError(problems.joined(separator: "\n")) }
        return recordings
    }

    private func site(_ file: String, _ tuning: Tuning) throws -> Outcome {
        let site = try Site(reading: file, boards: boards)
        if tuning.steps != nil { throw LabError("steps are wiring: the site file says them, --settings may not") }
        let settings = try site.zones.map { zone throws(LabError) in
            guard zone.light != nil || !tuning.wantsDaylight else {
                throw LabError("--settings wants daylight, but the zone \(zone.id) of \(file) has no light sensor")
            }
            do throws(Setting.Refused) { return try tuning.applied(to: zone.settings) } catch {
                throw LabError("zone \(zone.id) of \(file): \(error)")
            }
        }
        let timezone = site.place.timezone
        let start = try Timestamp(iso8601: from, dateIn: timezone)
        let end = timezone.timestamp(of: timezone.civil(of: start).date.adding(days: days ?? 365))
        var trial = Trial(site, settings: settings, seed: seed, from: start, sensor: sensor)
        let progress = Progress("simulated", from: start, to: end)
        var now = start
        while now < end {
            now = Swift.min(end, now + .days(7))
            trial.run(until: now)
            progress.show(now)
        }
        progress.end()
        let workdays = site.workdays
        var decisions = DecisionsFile(kind: "zone")
        let parts = zip(site.zones.indices, trial.courses).map { index, course in
            let zone = site.zones[index]
            let steps = UInt8(zone.lamps.count)
            decisions.add([course], steps: steps, of: zone.id, DecisionsFile.Clock(zone: timezone, saysZone: true))
            let criteria = Criteria(
                load: zone.load, steps: steps, task: zone.use.task, lamps: zone.deskAtFull, settings: settings[index],
                isEgress: zone.use.isEgress, zone: timezone, clockDays: workdays)
            return Verdict(zone.id, Judge([course], of: criteria, seed: seed), resolution: .zero)
        }
        let area = site.zones.reduce(0) { $0 + $1.area.value }
        return Outcome(
            kind: "zone", parts: parts, total: Verdict(site.id, joining: parts, sharingDays: true),
            settings: [
                ("site", .string(site.group)), ("seed", .integer(Int64(bitPattern: seed))),
                ("from", .string(start.iso8601)), ("to", .string(end.iso8601)), ("area_m2", .number(area)),
                ("pir", .string(pir?.rawValue)),
            ], decisions: decisions)
    }

    private var sensor: Site.Simulation.Sensor? {
        switch pir {
        case .good: .good
        case .typical: .typical
        case .poor: .poor
        case nil: nil
        }
    }

    private static func json(_ settings: Zone.Settings) -> JSON {
        .object(
            [("steps", .integer(Int64(settings.steps)))]
                + Setting.all.map { ("\($0.key)_\($0.unit.rawValue)", .number($0.value(in: settings))) })
    }
}

/// How far a long work has come, on a terminal only.
private struct Progress {
    let work: String
    let from: Timestamp
    let to: Timestamp

    init(_ work: String, from: Timestamp, to: Timestamp) { (self.work, self.from, self.to) = (work, from, to) }

    func show(_ now: Timestamp) {
        guard Console.isTerminal else { return }
        let percent = (now - from).milliseconds * 100 / Swift.max(1, (to - from).milliseconds)
        Console.show("\(work) \(percent) %")
    }

    func end() { if Console.isTerminal { Console.show("") } }
}
