internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import Quantities
internal import Score
internal import Settings
internal import VirtualBoards
internal import YAML

/// A site whose zones have people to be simulated: lived through as often as one likes, with other settings among the
/// same people, sensors and clouds.
struct PeopledSite {
    let site: Site
    let seed: UInt64
    let start: Timestamp
    let end: Timestamp
    /// In place of the sensors of all zones.
    let sensor: Site.Simulation.Sensor?

    /// - Parameters:
    ///   - from: the first local day; the year 2026 where it is not said.
    /// - Throws: every zone without people.
    init(
        reading file: String, boards: String, from: String?, days: Int, seed: UInt64, sensor: Site.Simulation.Sensor?
    ) throws {
        site = try Site(reading: file, boards: boards)
        let unpeopled = site.zones.filter { $0.simulation == nil }.map { "\(file):\($0.mark.line): zone \($0.id)" }
        guard unpeopled.isEmpty else {
            throw LabError(
                unpeopled.map { "\($0) has no people to be simulated: add simulate: { people: 2, sensor: typical }" }
                    .joined(separator: "\n"))
        }
        let timezone = site.place.timezone
        start = try Timestamp(iso8601: from ?? "2026-01-01", dateIn: timezone)
        end = timezone.timestamp(of: timezone.civil(of: start).date.adding(days: days))
        (self.seed, self.sensor) = (seed, sensor)
    }

    /// Those of the site, tuned; by zone. Other steps than the site's own keep its levels as shares, rounded up.
    ///
    /// - Parameter file: for what is refused.
    func settings(_ tuning: Tuning, file: String) throws -> [Zone.Settings] {
        try site.zones.map { zone throws(LabError) in
            guard zone.light != nil || !tuning.wantsDaylight else {
                throw LabError("--settings wants daylight, but the zone \(zone.id) of \(file) has no light sensor")
            }
            do throws(Setting.Refused) {
                return try tuning.applied(to: zone.settings.rewired(to: tuning.steps ?? zone.settings.steps))
            } catch {
                throw LabError("zone \(zone.id) of \(file): \(error)")
            }
        }
    }

    func criteria(_ settings: [Zone.Settings]) -> [Criteria] {
        let workdays = site.workdays
        return zip(site.zones, settings).map { zone, settings in
            Criteria(
                load: zone.load, steps: settings.steps, task: zone.use.task, lamps: zone.deskAtFull,
                settings: settings, isEgress: zone.use.isEgress, zone: site.place.timezone, clockDays: workdays)
        }
    }

    /// From the first to the last day; by zone. Tells on a terminal how far it has come.
    func lived(_ settings: [Zone.Settings], _ work: String = "simulated") -> [Course] {
        var trial = Trial(site, settings: settings, seed: seed, from: start, sensor: sensor)
        var now = start
        while now < end {
            now = Swift.min(end, now + .days(7))
            trial.run(until: now)
            guard Console.isTerminal else { continue }
            Console.show("\(work) \((now - start).milliseconds * 100 / (end - start).milliseconds) %")
        }
        if Console.isTerminal { Console.show("") }
        return trial.courses
    }

    /// Up to the end of a day, with its details; by zone.
    func relived(_ settings: [Zone.Settings], details day: Range<Timestamp>) -> [Course] {
        var trial = Trial(site, settings: settings, seed: seed, from: start, sensor: sensor, details: day)
        trial.run(until: day.upperBound)
        return trial.courses
    }
}

extension Zone.Settings {
    /// The same zone with other lamps: its levels are the same shares of all, rounded up.
    fileprivate func rewired(to steps: UInt8) -> Self {
        var rewired = self
        func level(_ old: UInt8) -> UInt8 {
            let (count, own) = (Int(old) * Int(steps), Int(self.steps))
            return UInt8((count + own - 1) / own)
        }
        rewired.steps = steps
        (rewired.partialSteps, rewired.baseSteps) = (level(partialSteps), level(baseSteps))
        (rewired.vacantSteps, rewired.taskSteps) = (level(vacantSteps), level(taskSteps))
        return rewired
    }
}
