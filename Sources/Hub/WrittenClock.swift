internal import CSV
internal import Calendars
internal import Quantities

/// Reads the times of a file from top to bottom: with an offset, or as the clock on the wall showed them.
struct WrittenClock {
    enum Read: Hashable {
        case moment(Timestamp)
        /// The clock never showed it: it was put forward past it.
        case skipped
    }

    let zone: TimeZone
    private var wall: WallClock
    private var last: Timestamp?

    init(zone: TimeZone) { (self.zone, wall) = (zone, WallClock(zone: zone)) }

    /// Reads what ``WrittenTime`` does, and a date alone, which is the first moment of its day.
    ///
    /// Without an offset, it is the clock of the zone; a time that it shows twice is the second one where the first is not
    /// after the time before.
    mutating func read(_ bytes: [UInt8], in range: Range<Int>) throws(WrittenTime.Fault) -> Read {
        let moment: Timestamp
        if let date = WrittenTime.day(bytes, in: range) {
            moment = zone.timestamp(of: date)
        } else {
            let written = try WrittenTime(bytes, in: range)
            if let offset = written.offset {
                let shown = Timestamp(milliseconds: Int64(written.date.daysSinceEpoch) * 86_400_000) + written.time
                moment = shown - offset
            } else if let shown = wall.moment(showing: written.date, written.time, after: last) {
                moment = shown
            } else {
                // A day may begin at 01:00; then midnight is its first moment all the same.
                guard written.time == .zero else { return .skipped }
                moment = zone.timestamp(of: written.date)
            }
        }
        last = moment
        return .moment(moment)
    }
}
