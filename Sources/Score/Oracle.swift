internal import Quantities

/// The same relays, or the same dimmer, in the hands of somebody who knows the future.
///
/// Lit enough whenever people are there and daylight is too little, dark whenever nobody is. Between two
/// changes by daylight it keeps the same minimum times as the controller; coming and going are free, as they
/// are for the controller. It raises the level only when more is needed, never ahead of that. Solved by dynamic
/// programming for each presence. A dimmer follows the need at once, as nothing wears.
struct Oracle {
    private let criteria: Criteria

    init(_ criteria: Criteria) { self.criteria = criteria }

    func plan(_ course: Course) -> Signal<UInt8> {
        var plan = Signal<UInt8>(0, from: course.start)
        for stay in course.people.stretches(until: course.end, where: { $0 == true }) {
            let needs = needs(
                during: stay, course.daylight, criteria.aged(to: course.output.value(at: stay.lowerBound)))
            let changes = criteria.isDimmed ? needs.map { ($0.start, $0.level) } : changes(during: stay, needs)
            for (time, level) in changes { plan.become(level, at: time) }
            plan.become(0, at: stay.upperBound)
        }
        return plan
    }

    /// A stretch of a presence in which the same level is needed.
    private struct Need {
        let start: Timestamp
        var end: Timestamp
        let level: UInt8
    }

    /// - Parameter criteria: with lamps as old as they are.
    private func needs(
        during stay: Range<Timestamp>, _ daylight: Signal<Lux?>, _ criteria: Criteria
    ) -> [Need] {
        var needs: [Need] = []
        var place = daylight.place(of: stay.lowerBound)
        var time = stay.lowerBound
        while time < stay.upperBound {
            let next = place + 1 < daylight.steps.count ? daylight.steps[place + 1].time : stay.upperBound
            let end = Swift.min(next, stay.upperBound)
            let level = criteria.needed(daylight.steps[place].value)
            if let last = needs.last, last.level == level {
                needs[needs.count - 1].end = end
            } else {
                needs.append(Need(start: time, end: end, level: level))
            }
            (time, place) = (end, place + 1)
        }
        return needs
    }

    /// One way to have come so far.
    private struct Way {
        var level: UInt8
        /// The last change by daylight; `nil`: long ago.
        var changed: Timestamp?
        /// W·ms.
        var cost: Double
        /// Index of its last change in the trail.
        var trail: Int
    }

    /// Changes of many ways, each pointing back to the one before it (−1: none).
    private struct Trail {
        var changes: [(time: Timestamp, level: UInt8, before: Int)] = []

        mutating func add(_ level: UInt8, at time: Timestamp, after before: Int) -> Int {
            changes.append((time, level, before))
            return changes.count - 1
        }
    }

    private func changes(during stay: Range<Timestamp>, _ needs: [Need]) -> [(Timestamp, UInt8)] {
        var trail = Trail()
        var ways: [Way] = []
        for (index, need) in needs.enumerated() {
            if index == 0 {
                ways = (need.level...criteria.steps).map { level in
                    Way(
                        level: level, cost: cost(level, need.start..<need.end),
                        trail: trail.add(level, at: stay.lowerBound, after: -1))
                }
            } else {
                ways = frugal(ways.flatMap { next($0, needs[index...], &trail) })
            }
        }
        guard var place = ways.min(by: { $0.cost < $1.cost })?.trail else { return [] }
        var changes: [(Timestamp, UInt8)] = []
        while place >= 0 {
            changes.append((trail.changes[place].time, trail.changes[place].level))
            place = trail.changes[place].before
        }
        return changes.reversed()
    }

    /// All that may follow on a way: staying as it is, or one change: up at once or down as soon as allowed.
    /// A later or a second change within the same need would only cost more.
    private func next(_ way: Way, _ needs: ArraySlice<Need>, _ trail: inout Trail) -> [Way] {
        guard let need = needs.first else { return [] }
        var ways: [Way] = []
        if way.level >= need.level {
            var stayed = way
            stayed.cost += cost(way.level, need.start..<need.end)
            if let changed = way.changed, changed + longest <= need.end { stayed.changed = nil }
            ways.append(stayed)
        }
        for level in need.level...criteria.steps where level != way.level {
            let isUp = level > way.level
            let wait = isUp ? criteria.minimumOff : criteria.minimumOn
            let at = Swift.max(need.start, way.changed.map { $0 + wait } ?? need.start)
            if isUp ? at > need.start || way.level >= need.level : at >= need.end { continue }
            guard suffices(level, from: at, needs) else { continue }
            ways.append(
                Way(
                    level: level, changed: at,
                    cost: way.cost + cost(way.level, need.start..<at) + cost(level, at..<need.end),
                    trail: trail.add(level, at: at, after: way.trail)))
        }
        return ways
    }

    /// Whether a level is enough for as long as it may not be raised again.
    private func suffices(_ level: UInt8, from start: Timestamp, _ needs: ArraySlice<Need>) -> Bool {
        for need in needs {
            if start + criteria.minimumOff <= need.start { return true }
            if level < need.level { return false }
        }
        return true
    }

    /// Leaves out ways that another one at the same level beats: not dearer, and as free to change.
    private func frugal(_ ways: [Way]) -> [Way] {
        var kept: [Way] = []
        for way in ways.sorted(by: { ($0.level, $0.cost) < ($1.level, $1.cost) }) {
            if let last = kept.last, last.level == way.level {
                guard let changed = last.changed, way.changed.map({ $0 < changed }) ?? true else { continue }
            }
            kept.append(way)
        }
        return kept
    }

    private func cost(_ level: UInt8, _ span: Range<Timestamp>) -> Double {
        criteria.power(level).value * Double((span.upperBound - span.lowerBound).milliseconds)
    }

    private var longest: Duration { Swift.max(criteria.minimumOn, criteria.minimumOff) }
}
