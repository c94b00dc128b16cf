internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import Quantities
internal import Score
internal import Settings
internal import Simulation
internal import VirtualBoards
internal import YAML

/// A site whose zones have people to be simulated: lived through as often as one likes, with other settings among the
/// same people, sensors and clouds.
struct PeopledSite: Sendable {
    let site: Site
    private(set) var seed: UInt64
    let start: Timestamp
    let end: Timestamp
    /// In place of the sensors of all zones.
    let sensor: Site.Simulation.Sensor?
    /// What people do when their lamps warn or go dark.
    let answers: Answers
    /// In place of skies drawn for the climate.
    let weather: TypicalYear?
    /// What breaks in the rooms.
    let script: FaultScript
    let sensing: SensingLevel

    /// - Parameters:
    ///   - from: the first local day; the year 2026 where it is not said.
    ///   - weather: a file in place of what the site says.
    ///   - broken: what breaks.
    /// - Throws: every zone without people; every problem of what shall break.
    init(
        reading file: String, boards: String, from: String?, days: Int, seed: UInt64, sensor: Site.Simulation.Sensor?,
        answers: Answers = .nobody, weather: String? = nil, broken: FaultOptions? = nil
    ) throws {
        site = try Site(reading: file, boards: boards)
        self.weather = try site.typicalYear(beside: file, rather: weather)
        let unpeopled = site.zones.filter { $0.simulation == nil }.map { "\(file):\($0.mark.line): zone \($0.id)" }
        guard unpeopled.isEmpty else {
            throw LabError(
                unpeopled.map { "\($0) has no people to be simulated: add simulate: { people: 2, sensor: typical }" }
                    .joined(separator: "\n"))
        }
        let timezone = site.place.timezone
        start = try Timestamp(iso8601: from ?? "2026-01-01", dateIn: timezone)
        end = timezone.timestamp(of: timezone.civil(of: start).date.adding(days: days))
        (self.seed, self.sensor, self.answers) = (seed, sensor, answers)
        script = try broken?.script(site, from: start) ?? FaultScript()
        sensing = broken?.sensing ?? .inputs
        if let entry = script.entries.first(where: \.kind.isOfBoard) {
            throw LabError(
                "\(entry.kind.rawValue) is of a board, and score has none: try it with lightwell-lab simulate")
        }
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
                response: zone.response, settings: settings, isEgress: zone.use.isEgress, zone: site.place.timezone,
                clockDays: workdays)
        }
    }

    private func trial(_ settings: [Zone.Settings], details: Range<Timestamp>? = nil) -> Trial {
        Trial(
            site, settings: settings, seed: seed, from: start, sensor: sensor, answers: answers, weather: weather,
            script: script, sensing: sensing, details: details)
    }

    /// Lives from the first to the last day, and hands over what happened, zone by zone and week by week: a year of
    /// many zones takes no more memory than some weeks.
    ///
    /// - Parameters:
    ///   - hear: a course of a zone, which may continue the one before, and may be continued.
    ///   - show: how far it has come, 0 to 1.
    /// - Returns: how control answered what was broken; `nil` where nothing was.
    func live(
        _ settings: [Zone.Settings], hear: (_ zone: Int, _ course: Course, _ continues: Bool, _ goesOn: Bool) -> Void,
        show: (Double) -> Void
    ) -> FaultAnswers? {
        var trial = trial(settings)
        var continues = site.zones.map { _ in false }
        // At four in the morning rooms are quiet.
        var stop = start + .hours(4)
        while stop < end {
            trial.run(until: stop)
            for (zone, course) in trial.takeQuiet().enumerated() {
                guard let course else { continue }
                hear(zone, course, continues[zone], true)
                continues[zone] = true
            }
            show(Double((stop - start).milliseconds) / Double((end - start).milliseconds))
            stop = stop + .days(7)
        }
        trial.run(until: end)
        for (zone, course) in trial.courses.enumerated() { hear(zone, course, continues[zone], false) }
        return trial.faultAnswers
    }

    /// The same site with other people, sensors and clouds.
    func seeded(_ seed: UInt64) -> PeopledSite {
        var other = self
        other.seed = seed
        return other
    }

    /// Lives and judges, zone by zone. Tells on a terminal how far it has come.
    ///
    /// - Parameters:
    ///   - work: what it tells.
    ///   - decided: is handed every course of a zone, in order.
    func judged(
        _ settings: [Zone.Settings], by criteria: [Criteria], _ work: String = "simulated",
        decided: (_ zone: Int, _ course: Course, _ continues: Bool) -> Void = { _, _, _ in }
    ) -> (zones: [Judged], faults: FaultAnswers?) {
        defer { if Console.isTerminal { Console.show("") } }
        return judged(settings, by: criteria, decided: decided) { share in
            if Console.isTerminal { Console.show("\(work) \(Int(share * 100)) %") }
        }
    }

    /// Lives and judges, zone by zone.
    ///
    /// - Parameters:
    ///   - decided: is handed every course of a zone, in order.
    ///   - show: how far it has come, 0 to 1.
    func judged(
        _ settings: [Zone.Settings], by criteria: [Criteria],
        decided: (_ zone: Int, _ course: Course, _ continues: Bool) -> Void = { _, _, _ in }, show: (Double) -> Void
    ) -> (zones: [Judged], faults: FaultAnswers?) {
        var judged = criteria.indices.map { Judged(judge: Judge(of: criteria[$0], seed: own(seed, $0))) }
        let answers = live(
            settings,
            hear: { zone, course, continues, goesOn in
                judged[zone].judge.hear(course, continues: continues, goesOn: goesOn)
                judged[zone].learned = course.learned
                decided(zone, course, continues)
            },
            show: show)
        for zone in judged.indices { judged[zone].judge.close() }
        return (judged, answers)
    }

    /// What came of a zone.
    struct Judged {
        var judge: Judge
        /// At the end; `nil` where it does not learn.
        var learned: Learned?
    }

    /// Up to the end of a day, with its details; by zone.
    func relived(_ settings: [Zone.Settings], details day: Range<Timestamp>) -> [Course] {
        var trial = trial(settings, details: day)
        trial.run(until: day.upperBound)
        return trial.courses
    }
}

extension Site {
    /// Of the file asked for, else of the one that the site names; `nil` where there is neither.
    ///
    /// - Parameter file: the site file.
    func typicalYear(beside file: String, rather asked: String?) throws -> TypicalYear? {
        guard let asked else { return try typicalYear(beside: file) }
        return try typicalYear(reading: asked)
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
