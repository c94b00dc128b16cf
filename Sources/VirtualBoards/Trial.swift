internal import Astronomy
public import Boards
public import Calendars
public import Control
internal import Cycle
public import Quantities
public import Recordings
internal import Records
public import Score
public import Simulation

/// Zones on the control core in virtual time, without a board around them: no journals, no meters, no network.
/// What it leaves are courses, to be judged.
///
/// People, sensors, light and control are those of a ``VirtualBoard`` with the same site, settings and seed.
public struct Trial: Sendable {
    /// The motion sensor to model where a recording has none. Another seed for each recording, or all of them err
    /// alike.
    public struct Sensor: Sendable {
        public var kind: Site.Simulation.Sensor
        public var seed: UInt64

        public init(_ kind: Site.Simulation.Sensor, seed: UInt64) { (self.kind, self.seed) = (kind, seed) }
    }

    private let start: Timestamp
    private var now: Timestamp
    private var cycle: Cycle
    private var plant: VirtualPlant
    private var witness: Witness
    /// When daylight is looked at next; `nil` where it is known beforehand.
    private var daylightDue: Timestamp?

    /// - Parameters:
    ///   - settings: by zone, in place of those of the site.
    ///   - sensor: in place of the motion sensors of all zones.
    ///   - answers: what people do when their lamps warn or go dark.
    ///   - weather: in place of skies drawn for the climate of the site.
    ///   - script: what breaks in the rooms; what is the board's is left out.
    ///   - details: when courses keep every movement, and tell motion from hold; `nil`: never. Without they are a
    ///     hundredth as large, and judged the same.
    public init(
        _ site: Site, settings: [Control.Zone.Settings]? = nil, seed: UInt64, from start: Timestamp,
        sensor: Site.Simulation.Sensor? = nil, answers: Answers = .nobody, weather: TypicalYear? = nil,
        script: FaultScript = FaultScript(), sensing: SensingLevel = .inputs, details: Range<Timestamp>? = nil
    ) {
        let seed = Seed(seed).branch(site.group).branch(site.id)
        let lives = site.zones.map { Life($0, seed: seed.branch($0.id), sensor: sensor, showsPeople: true) }
        let settings = settings ?? site.zones.map(\.settings)
        self.init(
            settings, links: site.links,
            on: VirtualPlant(
                site, settings: settings, lives: lives, seed: seed, answers: answers, year: weather,
                from: start, epoch: start, script: script, sensing: sensing),
            from: start, details: details)
        if script.hasZones { witness.answers = FaultAnswers(script, zones: site.zones.count) }
        daylightDue = start
        witness.loads = LoadWitness(site, lives, from: start)
        if answers != .nobody { for zone in site.zones.indices { witness.courses[zone].presses = [] } }
    }

    /// One zone through one run of a recording.
    ///
    /// - Parameters:
    ///   - sensor: in place of the recorded motion.
    ///   - learned: what the run before it left behind, as a board keeps it over a restart; empty for none.
    ///   - zone: what a day is.
    public init(
        _ recording: Recording, run: Range<Int>, settings: Control.Zone.Settings, sensor: Sensor? = nil,
        learned: [Int64] = [], in zone: TimeZone, details: Range<Timestamp>? = nil
    ) {
        let start = recording.rows[run.lowerBound].time
        let desk = Lux(settings.daylight.lamps.value / Room.ceilingShare)
        let room = VirtualZone(
            Life(recording, run: run, sensor: sensor),
            Lamps(rated: .zero, gear: .of(settings), deskAtFull: desk), steps: settings.steps,
            hasLightSensor: settings.daylight.target > .zero, from: start)
        let weather = Weather(seed: Seed(0), climate: .temperate, place: .origin)
        let plant = VirtualPlant([room], calendar: SiteCalendar(zone), weather: weather, from: start, epoch: start)
        self.init([settings], learned: learned, on: plant, from: start, details: details)
        witness.courses[0].daylight = recording.daylight(in: run)
    }

    private init(
        _ settings: [Control.Zone.Settings], links: [UInt64] = [], learned: [Int64] = [], on plant: VirtualPlant,
        from start: Timestamp, details: Range<Timestamp>?
    ) {
        (self.start, now, self.plant) = (start, start, plant)
        cycle = Cycle(Zones(settings, links: links))
        if !learned.isEmpty {
            var reader = StateReader(learned)
            cycle.exchangeLearned(0, &reader)
        }
        witness = Witness(settings, from: start, details: details)
        _ = self.plant.next(after: start)
        _ = self.plant.live(to: start)
        noticePeople(.max)
        _ = cycle.turn(on: &self.plant, telling: &witness, at: .epoch)
    }

    /// Lives on up to a moment: from one thing that happens to the next.
    public mutating func run(until end: Timestamp) {
        while true {
            var next = plant.next(after: now)
            if let daylightDue { next = Swift.min(next, daylightDue) }
            if let review = cycle.zones.reviewBy.map({ start + Duration(milliseconds: $0.milliseconds) }),
                review < next, review < end
            {
                cycle.review(on: &plant, telling: &witness, before: instant(review) + .milliseconds(1))
                now = Swift.max(now, review)
                continue
            }
            guard next < end else { break }
            now = next
            if let due = daylightDue, due <= now { noticeDaylight() }
            let changed = plant.live(to: now)
            guard changed != 0 else { continue }
            noticePeople(changed)
            for zone in 0..<cycle.zones.count where changed & 1 << UInt64(zone) != 0 {
                _ = cycle.turn(zone, on: &plant, telling: &witness, at: instant(now))
            }
        }
        now = end
    }

    /// What happened up to now, by zone.
    public var courses: [Course] {
        var courses = witness.courses(until: now)
        for zone in courses.indices where cycle.zones.settings(of: zone).isAdaptive {
            courses[zone].learned = cycle.zones.learned(of: zone)
        }
        return courses
    }

    /// Takes the courses of zones that are quiet now, so that a long trial needs little memory: what comes later
    /// continues them.
    ///
    /// - Returns: By zone; `nil` for one that is not quiet (``Course/isQuiet``).
    public mutating func takeQuiet() -> [Course?] { witness.courses.indices.map { witness.takeQuiet($0, at: now) } }

    /// How control answered what the script broke; `nil` without a script.
    public var faultAnswers: FaultAnswers? { witness.answers }

    /// How often the wall button was pressed up to now, by zone.
    public var presses: [Int] { plant.zones.map { Int($0.presses.count) } }

    /// What a zone has learned, for another trial of it.
    public func learned(of zone: Int) -> [Int64] {
        var (copy, writer) = (cycle, StateWriter())
        copy.exchangeLearned(zone, &writer)
        return writer.words
    }

    private func instant(_ time: Timestamp) -> Instant { Instant(milliseconds: (time - start).milliseconds) }

    private mutating func noticePeople(_ changed: UInt64) {
        for zone in 0..<cycle.zones.count where changed & 1 << UInt64(zone) != 0 {
            witness.courses[zone].people.become(plant.zones[zone].presence, at: now)
        }
    }

    private mutating func noticeDaylight() {
        for zone in 0..<cycle.zones.count {
            witness.courses[zone].daylight.become(plant.daylight(of: zone, at: now), at: now)
            witness.courses[zone].output.become(plant.zones[zone].output, at: now)
        }
        daylightDue = now + Self.daylightPeriod
    }

    private static let daylightPeriod = Duration.minutes(1)
}

/// Writes down what happens to zones, as courses.
private struct Witness: Observer, Sendable {
    var courses: [Course]
    /// `nil` where there is nothing but lamps.
    var loads: LoadWitness?
    /// `nil`: nothing breaks.
    var answers: FaultAnswers?
    private var last: [Zone.Outputs]
    private var pressed: [WrappingCount]
    /// When motion ceased that may go on at once.
    private var ceased: [Timestamp?]
    private let start: Timestamp
    private let details: Range<Timestamp>?

    init(_ settings: [Zone.Settings], from start: Timestamp, details: Range<Timestamp>?) {
        (self.start, self.details) = (start, details)
        courses = settings.map { Course(from: start, steps: $0.steps) }
        last = settings.map { Zone.Outputs(level: $0.steps, reason: .starting) }
        ceased = settings.map { _ in nil }
        pressed = settings.map { _ in .zero }
    }

    mutating func stepped(_ zone: Int, _ inputs: Zone.Inputs, _ outputs: Zone.Outputs, at now: Instant) {
        let time = start + Duration(milliseconds: now.milliseconds)
        if answers != nil { answers?.take(outputs.faults, of: zone, at: time) }
        note(zone, motion: inputs.motion?.isActive ?? false, at: time)
        loads?.stepped(zone, outputs, at: time)
        if inputs.presses != pressed[zone] {
            for _ in 0..<(inputs.presses - pressed[zone]) { courses[zone].presses?.append(time) }
            pressed[zone] = inputs.presses
        }
        let before = last[zone]
        last[zone] = outputs
        let isLevel = before.level != outputs.level
        let isReason = before.reason != outputs.reason
        let isMoment = before.reason.isPresence && outputs.reason.isPresence
        guard isLevel || isReason && (!isMoment || isDetailed(time)) else { return }
        let isByDaylight = isLevel && before.reason.isWanted && outputs.reason.isWanted
        courses[zone].decisions.become(
            Course.Decision(level: outputs.level, reason: outputs.reason, isByDaylight: isByDaylight), at: time)
    }

    func courses(until end: Timestamp) -> [Course] { courses.indices.map { course(of: $0, until: end) } }

    mutating func takeQuiet(_ zone: Int, at now: Timestamp) -> Course? {
        // Plugs and climate are looked at as a whole.
        guard !(loads?.has(zone) ?? false) else { return nil }
        let taken = course(of: zone, until: now)
        guard taken.isQuiet else { return nil }
        courses[zone] = Course(continuing: taken)
        return taken
    }

    private func course(of zone: Int, until end: Timestamp) -> Course {
        var course = courses[zone]
        course.end = end
        course.loads = loads?.loads(of: zone, until: end)
        if let ceased = ceased[zone], ceased < end { course.motion.become(false, at: ceased) }
        return course
    }

    private mutating func note(_ zone: Int, motion: Bool, at time: Timestamp) {
        if motion {
            if let end = ceased[zone], isDetailed(time) || end + Self.pause < time {
                courses[zone].motion.become(false, at: end)
            }
            ceased[zone] = nil
            courses[zone].motion.become(true, at: time)
        } else if ceased[zone] == nil {
            ceased[zone] = time
        }
    }

    private func isDetailed(_ time: Timestamp) -> Bool { details?.contains(time) ?? false }

    /// Movements no further apart are one, to whoever looks at minutes.
    private static let pause = Duration.seconds(30)
}

extension Reason {
    /// Lit for people; which of these it is changes with every movement.
    fileprivate var isPresence: Bool { self == .occupied || self == .hold || self == .starting || self == .latched }

    /// Somebody is there, or may be, and only daylight decides.
    fileprivate var isWanted: Bool {
        switch self {
        case .occupied, .hold, .daylight, .starting, .lightLost, .motionLost, .unsensed, .latched: true
        case .vacant, .warning, .manualOn, .manualOff, .scheduled, .linked, .partial, .awaiting, .shed, .cleaning,
            .standby:
            false
        }
    }
}
