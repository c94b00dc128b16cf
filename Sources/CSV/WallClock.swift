package import Calendars
package import Quantities

/// The clock on the wall of a zone, read many times in a row.
///
/// It remembers the day it was asked for last, if the clock was not changed on it: then reading it is an addition.
package struct WallClock {
    private let zone: TimeZone
    private var date = CivilDate(daysSinceEpoch: 0)
    private var start = Timestamp(milliseconds: 0)
    private var isRegular = false

    package init(zone: TimeZone) {
        self.zone = zone
        turn(to: date)
    }

    /// When the wall shows this date and this time since its midnight, below 24 hours.
    ///
    /// - Parameter previous: where the clock shows a time twice, the first of both unless that is not after this.
    /// - Returns: `nil` when the clock skips that time. Not after `previous` when the clock never shows it again.
    package mutating func moment(showing date: CivilDate, _ time: Duration, after previous: Timestamp?) -> Timestamp? {
        if date != self.date { turn(to: date) }
        let first: Timestamp
        if isRegular {
            first = start + time
        } else {
            guard let moment = slowly(date, time) else { return nil }
            first = moment
        }
        guard let previous, first <= previous else { return first }
        // Set back in between, the clock shows it again. No zone changes twice within hours.
        let midnight = Timestamp(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000)
        let second = midnight + time - zone.offset(at: previous + .hours(6))
        return second > first && WallClock.shown(at: second, in: zone) == (date, time) ? second : first
    }

    /// What the wall shows: the date, and the time since its midnight, below 24 hours.
    package mutating func shown(at moment: Timestamp) -> (date: CivilDate, time: Duration) {
        if isRegular, start <= moment, moment - start < .days(1) { return (date, moment - start) }
        let shown = WallClock.shown(at: moment, in: zone)
        turn(to: shown.date)
        return shown
    }

    private mutating func turn(to date: CivilDate) {
        self.date = date
        start = zone.timestamp(of: date)
        let end = zone.timestamp(of: date.adding(days: 1))
        isRegular = end - start == .days(1) && zone.offset(at: start) == zone.offset(at: end - .seconds(1))
    }

    private func slowly(_ date: CivilDate, _ time: Duration) -> Timestamp? {
        let (seconds, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 1_000)
        guard let timeOfDay = TimeOfDay(secondsSinceMidnight: Int(seconds)) else { return nil }
        let moment = zone.timestamp(of: date, at: timeOfDay) + .milliseconds(rest)
        return WallClock.shown(at: moment, in: zone) == (date, time) ? moment : nil
    }

    private static func shown(at moment: Timestamp, in zone: TimeZone) -> (date: CivilDate, time: Duration) {
        let (date, time) = zone.civil(of: moment)
        let fraction = moment.milliseconds - moment.milliseconds.quotient(by: 1_000) * 1_000
        return (date, .seconds(Int64(time.secondsSinceMidnight)) + .milliseconds(fraction))
    }
}

extension Int64 {
    /// The quotient rounded down, also below zero.
    package func quotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
