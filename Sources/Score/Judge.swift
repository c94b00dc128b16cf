public import Calendars
internal import Control
public import Quantities

/// Judges the courses of one zone, day by day: the one place that weighs what was decided against the truth.
public struct Judge: Sendable {
    public let criteria: Criteria
    private var tallies: [CivilDate: Tally] = [:]
    /// Whether anybody would press the wall button.
    public private(set) var isPressed = false
    /// How long those who came into too little light waited for an answer (or left again), ms; in order of time.
    public private(set) var latencies: [Int64] = []
    /// The best hold time in hindsight, and whether it darkens people no more often than allowed; `nil` before
    /// ``close()``, and where nobody was seen.
    public private(set) var bestHold: (hold: Duration, isAdequate: Bool)?
    /// The most changes by daylight within any ten minutes; of a dimmer those to and from dark.
    public private(set) var mostDaylightSwitchings = 0
    private let seed: UInt64
    /// First and last presence of each day.
    var presence: [CivilDate: Range<Timestamp>] = [:]
    private var sensing: [CivilDate: [Sensing.Outcome]] = [:]
    /// By habit, the lives of each.
    var occupants: [Occupant.Habit: [Occupant]] = [:]
    /// Where the lamps stood at the end of the last course.
    private var level: UInt8?

    /// Nothing has been seen yet.
    ///
    /// - Parameter seed: of the people at the wall switch of ``Baseline/manual`` and ``Baseline/hunt``; another one for each zone.
    public init(of criteria: Criteria, seed: UInt64 = 1) { (self.criteria, self.seed) = (criteria, seed) }

    /// - Parameters:
    ///   - courses: of one zone, ascending in time, without overlap.
    ///   - seed: of the people at the wall switch of ``Baseline/manual`` and ``Baseline/hunt``; another one for each zone.
    public init(_ courses: [Course], of criteria: Criteria, seed: UInt64 = 1) {
        self.init(of: criteria, seed: seed)
        // A gap between two courses does not part a day.
        for course in courses { notePresence(course) }
        for course in courses { hear(course) }
        close()
    }

    /// Judges the next course of the zone.
    ///
    /// - Parameters:
    ///   - continues: it goes on where the one before ended, in a moment of quiet: see ``Course/isQuiet``.
    ///   - goesOn: another one will continue it.
    public mutating func hear(_ course: Course, continues: Bool = false, goesOn: Bool = false) {
        notePresence(course)
        sweep(course)
        count(course, from: level)
        level = course.decisions.steps.last?.value.level
        regret(course)
        welcome(course)
        if !continues || occupants.isEmpty {
            for habit in Occupant.Habit.allCases {
                occupants[habit] = (0..<Occupant.lives).map {
                    Occupant(habit, seed: seed, life: $0, from: course.start)
                }
            }
        }
        compare(course, continues: continues, goesOn: goesOn)
        Sensing.outcomes(course, criteria) { time, outcomes in
            let date = criteria.zone.civil(of: time).date
            guard var sums = sensing.removeValue(forKey: date) else { return sensing[date] = outcomes }
            for hold in sums.indices { sums[hold] += outcomes[hold] }
            sensing[date] = sums
        }
    }

    /// Nothing will follow: looks back for the best hold time.
    public mutating func close() {
        choose()
        sensing = [:]
    }

    private mutating func notePresence(_ course: Course) {
        presence.merge(course.presenceOfDays(criteria)) {
            Swift.min($0.lowerBound, $1.lowerBound)..<Swift.max($0.upperBound, $1.upperBound)
        }
    }

    /// By local day, ascending.
    public var days: [(date: CivilDate, tally: Tally)] {
        tallies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// All days together.
    public var total: Tally { days.reduce(into: Tally()) { $0 += $1.tally } }

    mutating func change(_ date: CivilDate, _ change: (inout Tally) -> Void) {
        change(&tallies[date, default: Tally()])
    }

    mutating func change(at time: Timestamp, _ change: (inout Tally) -> Void) {
        self.change(criteria.zone.civil(of: time).date, change)
    }

    /// Sums up over time, from one change of anything to the next.
    private mutating func sweep(_ course: Course) {
        var (people, daylight) = (Cursor(course.people), Cursor(course.daylight))
        var (ours, oracle) = (Cursor(course.decisions), Cursor(Oracle(criteria).plan(course)))
        for (date, span) in criteria.days(course.start..<course.end) {
            var tally = Tally()
            let aged = criteria.aged(to: course.output.value(at: span.lowerBound))
            var time = span.lowerBound
            while time < span.upperBound {
                people.move(to: time)
                daylight.move(to: time)
                ours.move(to: time)
                oracle.move(to: time)
                var next = span.upperBound
                for change in [people.next, daylight.next, ours.next, oracle.next] {
                    if let change { next = Swift.min(next, change) }
                }
                tally.pass(
                    (next - time).milliseconds, people: people.value, daylight: daylight.value,
                    level: ours.value.level, oracle: oracle.value, aged)
                time = next
            }
            change(date) { $0 += tally }
        }
    }

    /// Counts what happened at moments.
    ///
    /// - Parameter before: where the lamps stood at the end of the course before this one: a start that lights them
    ///   switches too.
    private mutating func count(_ course: Course, from before: UInt8?) {
        var recent: [Timestamp] = []
        var last = before
        var wasWarning = false
        // When somebody was warned who was there.
        var warned: Timestamp?
        for time in course.presses ?? [] { change(at: time) { $0.presses += 1 } }
        isPressed = isPressed || course.presses != nil
        for step in course.decisions.steps {
            let (level, decision) = (last ?? step.value.level, step.value)
            last = decision.level
            let isThere = course.people.value(at: step.time) == true
            let switchings = criteria.switchings(from: level, to: decision.level)
            let isByDaylight = decision.isByDaylight && (switchings > 0 || !criteria.isDimmed)
            change(at: step.time) { tally in
                tally.switchings += switchings
                if decision.level == 0, level > 0, isThere { tally.darkenings += 1 }
                if decision.reason == .warning, !wasWarning, isThere { tally.warnings += 1 }
                if isByDaylight { tally.daylightSwitchings += 1 }
            }
            if decision.reason == .warning {
                if !wasWarning, isThere { warned = step.time }
            } else if let time = warned {
                warned = nil
                if decision.reason.isAnswer { change(at: time) { $0.answeredWarnings += 1 } }
            }
            wasWarning = decision.reason == .warning
            if isByDaylight {
                recent = recent.filter { step.time < $0 + .minutes(10) } + [step.time]
                mostDaylightSwitchings = Swift.max(mostDaylightSwitchings, recent.count)
            }
        }
    }

    private mutating func regret(_ course: Course) {
        for time in course.falseOffs(criteria) { change(at: time) { $0.falseOffs += 1 } }
    }

    /// How long each arrival had to wait for the lamps, or for the word that daylight is enough: if that is not true,
    /// it is a deficit.
    private mutating func welcome(_ course: Course) {
        let decisions = course.decisions.steps
        for stay in course.people.stretches(until: course.end, where: { $0 == true })
        where course.start < stay.lowerBound {
            guard criteria.isTooDark(course.daylight.value(at: stay.lowerBound)) else { continue }
            let place = course.decisions.place(of: stay.lowerBound)
            let lit = decisions[place...].first { $0.value.level > 0 || $0.value.reason == .daylight }.map {
                Swift.max($0.time, stay.lowerBound)
            }
            let isUnlit = lit.map { stay.upperBound <= $0 } ?? true
            let end = isUnlit ? stay.upperBound : lit ?? stay.upperBound
            latencies.append((end - stay.lowerBound).milliseconds)
            change(at: stay.lowerBound) { tally in
                tally.arrivals += 1
                if isUnlit { tally.unlitArrivals += 1 }
            }
        }
    }

    /// Takes the hold time that uses least among those that darken nobody too often; the longest if none does.
    private mutating func choose() {
        let occupied = Double(total.occupied) / 3_600_000
        guard occupied > 0 else { return }
        // By date: sums of reals depend on their order.
        let sums = sensing.sorted { $0.key < $1.key }.reduce(into: Sensing.holds.map { _ in Sensing.Outcome() }) {
            for hold in $0.indices { $0[hold] += $1.value[hold] }
        }
        let passing = sums.indices.filter { Double(sums[$0].falseOffs) <= Gate.falseOffsPerHour * occupied }
        let best = passing.min { sums[$0].cost < sums[$1].cost } ?? sums.count - 1
        bestHold = (Sensing.holds[best], !passing.isEmpty)
        for (date, outcomes) in sensing {
            change(date) { tally in
                tally.information += outcomes[best].cost
                tally.informationFalseOffs += outcomes[best].falseOffs
            }
        }
    }
}

extension Tally {
    /// Adds a stretch of time in which nothing changes.
    fileprivate mutating func pass(
        _ time: Int64, people: Bool?, daylight: Lux?, level: UInt8, oracle: UInt8, _ criteria: Criteria
    ) {
        let (power, span) = (criteria.power(level).value, Double(time))
        recorded += time
        energy += power * span
        if level > 0 { lit += time }
        guard let people else { return }
        known += time
        used += power * span
        actuator += criteria.power(oracle).value * span
        guard people else {
            if level > 0 { litVacant += time }
            return
        }
        occupied += time
        if level == 0, criteria.isTooDark(daylight) { darkOccupied += time }
        let needed = criteria.needed(daylight)
        let dimmed = criteria.load.value * criteria.share(daylight)
        physical += dimmed * span
        unserved += Swift.max(0, criteria.power(needed).value - power) * span
        unservedPhysical += Swift.max(0, dimmed - criteria.load.value * criteria.share(of: level)) * span
        deficit += criteria.deficit(daylight, level: level) * span
    }
}

extension Sensing.Outcome {
    static func += (a: inout Self, b: Self) {
        a.used += b.used
        a.missing += b.missing
        a.falseOffs += b.falseOffs
    }

    /// W·ms.
    var cost: Double { used + missing }
}

extension Reason {
    /// A warning that ends so was heard: somebody moved, or pressed the button.
    fileprivate var isAnswer: Bool {
        switch self {
        case .occupied, .hold, .daylight, .latched, .manualOn, .partial, .awaiting: true
        case .starting, .lightLost, .motionLost, .unsensed, .vacant, .warning, .manualOff, .scheduled, .linked, .shed,
            .cleaning, .standby:
            false
        }
    }
}

/// What lies in both; both ascending, without overlap.
func intersection(_ a: [Range<Timestamp>], _ b: [Range<Timestamp>]) -> [Range<Timestamp>] {
    var (common, i, j): ([Range<Timestamp>], Int, Int) = ([], 0, 0)
    while i < a.count, j < b.count {
        let both = a[i].clamped(to: b[j])
        if !both.isEmpty { common.append(both) }
        if a[i].upperBound < b[j].upperBound { i += 1 } else { j += 1 }
    }
    return common
}
