internal import CSV
public import Calendars
public import Quantities

/// A recording moved to another time.
extension Recording {
    /// Every row so much later; earlier when negative.
    public func shifted(by duration: Duration) -> Recording {
        Recording(
            ascending: rows.map { row in
                var row = row
                row.time = row.time + duration
                return row
            }, writtenOffset: writtenOffset)
    }

    /// A recording moved by whole weeks on the wall clock.
    public struct WeekShift: Hashable, Sendable {
        public let recording: Recording
        /// Negative when it moved back.
        public let weeks: Int
        /// How many rows had to go: their time of day does not exist on the day they would move to, because the
        /// clock is put forward there, or exists only once there but twice where they come from.
        public let leftOut: Int
    }

    /// Moves every row by the same number of weeks, to the same weekday and the same time on the wall clock,
    /// as late as its last row is not after `end`.
    ///
    /// So a person who comes at 08:00 on Mondays does so in summer and in winter. Where the clock is set back on
    /// the new day, an hour is missing from the recording, and its ``runs(gap:)`` are more.
    ///
    /// - Returns: `nil` if no row is left, because all of them fall into an hour that the clock skips.
    public func shift(toEndBefore end: Timestamp, in zone: TimeZone) -> WeekShift? {
        let last = rows[rows.count - 1].time
        let (date, time) = zone.civil(of: last)
        let fraction = Duration.milliseconds(last.milliseconds - last.milliseconds.quotient(by: 1_000) * 1_000)
        // Two clocks differ by less than a day, so one week more than fits is enough to start from.
        var weeks = Int((end - last).milliseconds.quotient(by: 7 * 86_400_000)) + 1
        while zone.timestamp(of: date.adding(days: weeks * 7), at: time) + fraction > end { weeks -= 1 }
        return shifted(byWeeks: weeks, in: zone)
    }

    private func shifted(byWeeks weeks: Int, in zone: TimeZone) -> WeekShift? {
        var (source, target) = (WallClock(zone: zone), WallClock(zone: zone))
        var shifted: [Row] = []
        shifted.reserveCapacity(rows.count)
        for var row in rows {
            let (date, time) = source.shown(at: row.time)
            let moved = target.moment(showing: date.adding(days: weeks * 7), time, after: shifted.last?.time)
            guard let moved, shifted.last.map({ $0.time < moved }) ?? true else { continue }
            row.time = moved
            shifted.append(row)
        }
        guard !shifted.isEmpty else { return nil }
        return WeekShift(
            recording: Recording(ascending: shifted, writtenOffset: writtenOffset), weeks: weeks,
            leftOut: rows.count - shifted.count)
    }
}
