internal import Calendars
internal import Quantities

/// How coarse the moments are at which registers are told.
public enum Resolution: Int64, CaseIterable, Comparable, Sendable {
    /// Not kept by itself: found from the records, which end at quarters of an hour; once these are too old to be kept,
    /// from the hours.
    case quarter = 0
    /// The ledger keeps registers from here on; the numbers are written in its file.
    case hour = 1
    case day, month

    public static func < (a: Resolution, b: Resolution) -> Bool { a.rawValue < b.rawValue }
}

/// The moments of a site's own time at which registers are kept: full hours, of which some begin a day or a month.
struct Boundaries: Hashable {
    let timezone: TimeZone

    init(_ timezone: TimeZone = .utc) { self.timezone = timezone }

    struct Boundary: Hashable {
        let at: Timestamp
        /// The coarsest that begins here.
        let resolution: Resolution
    }

    /// The first boundary that is later than a moment.
    func next(after time: Timestamp) -> Boundary {
        var time = time
        while true {
            let local = time.milliseconds + timezone.offset(at: time).milliseconds
            let rest = local % Self.hour
            time = time + .milliseconds(Self.hour - (rest < 0 ? rest + Self.hour : rest))
            if let boundary = boundary(at: time) { return boundary }
        }
    }

    /// All boundaries from just after one moment up to another, in order.
    func within(after: Timestamp, through: Timestamp) -> [Boundary] {
        guard isCrossed(after: after, through: through) else { return [] }
        var boundaries: [Boundary] = []
        var next = next(after: after)
        while next.at <= through {
            boundaries.append(next)
            next = self.next(after: next.at)
        }
        return boundaries
    }

    /// `nil` when no full hour is struck.
    func boundary(at time: Timestamp) -> Boundary? {
        let civil = timezone.civil(of: time)
        // Where the clocks are set by half an hour a full hour may be struck twice, or never.
        guard civil.time.minute == 0, civil.time.second == 0, time.milliseconds % 1_000 == 0 else { return nil }
        // A day begins later than 00:00 where the clock skips that.
        guard civil.time.hour < 4, timezone.startOfDay(containing: time) == time else {
            return Boundary(at: time, resolution: .hour)
        }
        return Boundary(at: time, resolution: civil.date.day == 1 ? .month : .day)
    }

    /// A quick look: most records end within the hour in which they began. May be wrong by saying yes.
    private func isCrossed(after: Timestamp, through: Timestamp) -> Bool {
        guard through - after < .minutes(30) else { return after < through }
        // Every zone's hours begin at a quarter of an hour of UTC.
        return after.next(multipleOf: .minutes(15)) <= through
    }

    private static let hour: Int64 = 3_600_000
}
