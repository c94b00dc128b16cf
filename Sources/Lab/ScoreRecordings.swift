internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import JSON
internal import Quantities
internal import Recordings
internal import Score
internal import Settings
internal import Simulation
internal import VirtualBoards
internal import YAML

extension ScoreCommand {
    func recordings(_ tuning: Tuning) throws -> Outcome {
        let columns = try map.map { try ColumnMap($0) } ?? ColumnMap()
        let offset = try utcOffset.map { try TimeZone(offset: $0) }
        let settings = try tuning.applied(to: Zone.Settings(steps: tuning.steps ?? 1))
        let recordings = try read(columns, offset, settings)
        var decisions = DecisionsFile(kind: files.count > 1 ? "recording" : nil)
        var parts: [Verdict] = []
        var judged: [Criteria] = []
        for (index, (file, recording)) in zip(files, recordings).enumerated() {
            let zone = offset ?? recording.writtenOffset.flatMap { TimeZone(offset: $0) } ?? .utc
            let criteria = Criteria(
                load: Watts(watts ?? 0), steps: settings.steps, task: task.map { Lux($0) } ?? settings.daylight.target,
                lamps: settings.daylight.lamps, settings: settings, isEgress: egress, zone: zone)
            judged.append(criteria)
            let courses = live(recording, index, settings, zone)
            let clock = DecisionsFile.Clock(zone: zone, saysZone: offset != nil || recording.writtenOffset != nil)
            for course in courses { decisions.add(course, steps: settings.steps, of: file, clock) }
            let gaps = recording.gaps()
            say(gaps, of: file, clock)
            parts.append(
                Verdict(
                    file, Judge(courses, of: criteria, seed: own(seed, index)), learned: courses.last?.learned,
                    resolution: recording.medianStep ?? .minutes(5), runs: courses.count,
                    gaps: gaps.map { $0.json(of: file, clock) }))
        }
        return Outcome(
            kind: "recording", parts: parts,
            total: parts.count == 1 ? parts[0] : Verdict("total", joining: parts, sharingDays: false),
            settings: [
                ("watts", .number(watts, places: 6)), ("settings", Self.json(settings)),
                ("pir", .string(pir?.rawValue)),
            ], decisions: decisions, criteria: judged,
            relive: { [judged] part, day in live(recordings[part], part, settings, judged[part].zone, details: day) })
    }

    private func live(
        _ recording: Recording, _ index: Int, _ settings: Zone.Settings, _ zone: TimeZone,
        details: Range<Timestamp>? = nil
    ) -> [Course] {
        var learned: [Int64] = []
        return recording.runs().map { run in
            var trial = Trial(
                recording, run: run, settings: settings,
                sensor: sensor.map { Trial.Sensor($0, seed: own(seed, index)) }, learned: learned, in: zone,
                details: details)
            trial.run(until: recording.end(of: run))
            learned = trial.learned(of: 0)
            return trial.courses[0]
        }
    }

    private func say(_ gaps: [Recording.Gap], of file: String, _ clock: DecisionsFile.Clock) {
        for gap in gaps.prefix(Self.mostGaps) {
            Console.say(
                "\(file): gap of \((gap.length.seconds / 60).fixed(1)) min, \(clock.written(gap.start)) to "
                    + "\(clock.written(gap.end)): the zone starts anew after it")
        }
        if gaps.count > Self.mostGaps {
            Console.say("\(file): and \(gaps.count - Self.mostGaps) more gaps; --format json lists them all")
        }
    }

    private static let mostGaps = 10

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
                if let step = recording.medianStep, step > .minutes(5) {
                    problems.append(
                        "\(file): its rows are \((step.seconds / 60).fixed(1)) min apart: nothing is known of what "
                            + "happened between rows more than 5 min apart; record at least every minute")
                }
                recordings.append(recording)
            } catch {
                problems.append(error.description)
            }
        }
        guard problems.isEmpty else { throw LabError(problems.joined(separator: "\n")) }
        return recordings
    }

    var sensor: Site.Simulation.Sensor? {
        pir.flatMap(\.sensor)
    }

    private static func json(_ settings: Zone.Settings) -> JSON {
        .object(
            [("steps", .integer(Int64(settings.steps)))]
                + Setting.all.map { ("\($0.key)_\($0.unit.rawValue)", .number($0.value(in: settings))) })
    }
}

/// A seed for each of several, so that chance is not the same for all.
func own(_ seed: UInt64, _ index: Int) -> UInt64 { Seed(seed).branch(Int64(index)).value }

extension Recording.Gap {
    fileprivate func json(of file: String, _ clock: DecisionsFile.Clock) -> JSON {
        .object([
            ("recording", .string(file)), ("from", .string(clock.written(start))), ("to", .string(clock.written(end))),
            ("minutes", .number(length.seconds / 60, places: 3)),
        ])
    }
}
