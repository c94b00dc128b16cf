internal import Quantities

/// A face that shows less than before: decides whether it comes back or began anew.
///
/// It comes back when a later reading is at least the one before the fall and can have been counted since: a logger
/// that lost its meter wrote zeros, or what was left in its memory, for however many readings. It began anew when it
/// stays below, or grows back step by step as a living face does. Where the climb back stands out neither way it is
/// taken to have come back, in doubt.
struct Fall {
    /// A reading, in units of the face.
    struct Point: Hashable, Sendable {
        let time: Timestamp
        let value: Double
        /// Whether a person read it off the face when the instrument came or went.
        let isFixed: Bool
    }

    /// The place of the reading that goes on from before the fall.
    struct Return: Hashable, Sendable {
        let place: Int
        /// Whether nothing speaks for another instrument or a reset.
        let isCertain: Bool
    }

    /// The reading before.
    let last: Point
    /// All readings, and the place of the first that is lower.
    let points: [Point]
    let place: Int
    /// The fastest that was believed before, units an hour; `nil`: nothing was counted yet.
    let fastest: Double?
    let installation: Installation

    /// Longest time after which a face is believed to have come back, unless three readings take longer. An
    /// assumption: a lost meter is found when a month is read or billed.
    static let longest = Duration.days(31)
    /// Readings that may be low however long they are apart, such as a month.
    private static let fewest = 3
    /// Climbs by which a face that fell shows that it counts. An assumption.
    static let proof = 3
    /// How many times faster than all others a climb is that nothing can have counted; from ``doubt`` to this it may
    /// have been either. Assumptions: use seldom grows tenfold from one reading to the next, and often twofold.
    private static let (leap, doubt) = (10.0, 2.0)

    /// How far it fell, in units.
    var depth: Double { last.value - points[place].value }

    /// Where the face goes on from before the fall; `nil`: it began anew, or nothing tells.
    var comeback: Return? {
        guard !points[place].isFixed else { return nil }
        var (climbs, falls) = ([Climb](), 0)
        for back in points.indices.dropFirst(place + 1) {
            let (before, next) = (points[back - 1], points[back])
            guard back - place <= Self.fewest || next.time - last.time <= Self.longest else { return nil }
            let climb = Climb(before, next)
            if last.value <= next.value, installation.allows(next.value - last.value, from: last.time, to: next.time),
                climbs.isEmpty || !goesOnLow(after: back)
            {
                return judge(back, climbs + [climb], falls)
            }
            if climb.units > 0 { climbs.append(climb) }
            if climb.units < 0 { falls += 1 }
        }
        return nil
    }

    /// Whether the readings from the fall on show by themselves that the face counts anew.
    var isProven: Bool {
        var (count, quickest) = (0, fastest)
        for (before, next) in zip(points[place...], points.dropFirst(place + 1)) {
            let climb = Climb(before, next)
            guard climb.units >= 0, !isLeap(climb, beside: quickest) else { return false }
            if climb.units > 0 { (count, quickest) = (count + 1, Swift.max(quickest ?? 0, climb.rate)) }
            if next.isFixed || count >= Self.proof { return count > 0 }
        }
        return false
    }

    /// Whether a climb makes good at least half of the fall, and nothing can have counted it.
    ///
    /// - Parameter usual: the fastest of the others; `nil`: there are none.
    func isLeap(_ climb: Climb, beside usual: Double?) -> Bool {
        guard climb.units > 0, climb.units * 2 >= depth else { return false }
        guard installation.allows(climb.units, from: climb.from, to: climb.to) else { return true }
        return usual.map { climb.rate >= Self.leap * $0 } ?? true
    }

    private func judge(_ back: Int, _ climbs: [Climb], _ falls: Int) -> Return? {
        guard let largest = climbs.indices.max(by: { climbs[$0].units < climbs[$1].units }) else { return nil }
        let rates = climbs.indices.filter { $0 != largest }.map { climbs[$0].rate } + (fastest.map { [$0] } ?? [])
        if isLeap(climbs[largest], beside: rates.max()) { return Return(place: back, isCertain: true) }
        let isOrdinary =
            climbs[largest].units * 2 < depth || climbs[largest].rate < Self.doubt * (rates.max() ?? 0)
        // What goes up and down is no face that counts.
        let isLiving = climbs.count > 1 && falls * 10 <= climbs.count
        return isOrdinary && isLiving ? nil : Return(place: back, isCertain: false)
    }

    /// Whether what follows a high reading carries on from the low ones before it.
    private func goesOnLow(after back: Int) -> Bool {
        guard back + 1 < points.count else { return false }
        let next = points[back + 1]
        return points[back - 1].value <= next.value && next.value < last.value
    }

    /// From one reading to the next.
    struct Climb: Hashable, Sendable {
        let from: Timestamp
        let to: Timestamp
        let units: Double
        /// Units an hour.
        var rate: Double { units / (to - from).hours }

        init(_ before: Point, _ next: Point) {
            (from, to, units) = (before.time, next.time, next.value - before.value)
        }
    }
}

extension Installation {
    /// Whether so many units of the face can have been counted from a moment to another, give or take one of them.
    func allows(_ units: Double, from: Timestamp, to: Timestamp) -> Bool {
        guard let most = mostPerHour else { return true }
        return (units - 1) * worth <= most * (to - from).hours
    }
}
