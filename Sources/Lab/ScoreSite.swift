internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import JSON
internal import Quantities
internal import Recordings
internal import Score
internal import Settings
internal import VirtualBoards
internal import YAML

extension ScoreCommand {
    func site(_ file: String, _ tuning: Tuning) throws -> Outcome {
        let site = try Site(reading: file, boards: boards)
        let unpeopled = site.zones.filter { $0.simulation == nil }.map { "\(file):\($0.mark.line): zone \($0.id)" }
        guard unpeopled.isEmpty else {
            throw LabError(
                unpeopled.map { "\($0) has no people to be simulated: add simulate: { people: 2, sensor: typical }" }
                    .joined(separator: "\n"))
        }
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
        let start = try Timestamp(iso8601: from ?? "2026-01-01", dateIn: timezone)
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
        let judged = zip(site.zones, settings).map { zone, settings in
            Criteria(
                load: zone.load, steps: UInt8(zone.lamps.count), task: zone.use.task, lamps: zone.deskAtFull,
                settings: settings, isEgress: zone.use.isEgress, zone: timezone, clockDays: workdays)
        }
        var decisions = DecisionsFile(kind: "zone")
        let parts = zip(site.zones.indices, trial.courses).map { index, course in
            let clock = DecisionsFile.Clock(zone: timezone, saysZone: true)
            decisions.add([course], steps: judged[index].steps, of: site.zones[index].id, clock)
            return Verdict(
                site.zones[index].id, Judge([course], of: judged[index], seed: own(seed, index)), resolution: .zero)
        }
        let area = site.zones.reduce(0) { $0 + $1.area.value }
        return Outcome(
            kind: "zone", parts: parts, total: Verdict(site.id, joining: parts, sharingDays: true),
            settings: [
                ("site", .string(site.group)),
                ("seed", Int64(exactly: seed).map { .integer($0) } ?? .string("\(seed)")),
                ("from", .string(start.iso8601)), ("to", .string(end.iso8601)), ("area_m2", .number(area)),
                ("pir", .string(pir?.rawValue)),
            ], decisions: decisions, criteria: judged,
            relive: { part, day in
                var trial = Trial(site, settings: settings, seed: seed, from: start, sensor: sensor, details: day)
                trial.run(until: day.upperBound)
                return [trial.courses[part]]
            })
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
