import CSV
import Calendars
import Quantities

/// The times of a file from top to bottom: when each one was, and whether it follows from the one above.
struct TimeColumn {
    private let zone: TimeZone?
    private var clock: WallClock?
    private var lacksZone = false
    /// The last one that was somewhere.
    private var above: (written: WrittenTime, moment: Timestamp)?

    /// - Parameter zone: where the times that do not say so were read off the wall; `nil` if all of them must say so.
    init(zone: TimeZone?) {
        self.zone = zone
        clock = zone.map { WallClock(zone: $0) }
    }

    /// What the last time said; the same for all times if there is no complaint.
    var writtenOffset: Duration? { above?.written.offset }

    /// - Returns: `nil` for the moment if it cannot be told; what is wrong with the time, to follow its quotation.
    mutating func next(_ written: WrittenTime) -> (moment: Timestamp?, complaint: String?) {
        let isMixed = above.map { $0.written.offset != written.offset } ?? false
        guard let moment = moment(written) else {
            return (nil, nowhere(written, isMixed: isMixed))
        }
        var complaint: String?
        if isMixed {
            complaint = mixed(written)
        } else if let above, moment == above.moment {
            complaint = "is the same as the time above it: keep one of the two rows"
        } else if let above, moment < above.moment {
            // A bare wall clock goes back once a year, by no more than this.
            let isSetBack = written.offset == nil && zone == .utc && above.moment - moment <= .hours(2)
            complaint =
                "is before the time above it, \(above.written): sort the rows by time"
                + (isSetBack ? ", or leave out one of two hours if the clock was set back here" : "")
        }
        above = (written, moment)
        return (moment, complaint)
    }

    private mutating func moment(_ written: WrittenTime) -> Timestamp? {
        if let offset = written.offset { return written.wall - offset }
        return clock?.moment(showing: written.date, written.time, after: above?.moment)
    }

    private mutating func nowhere(_ written: WrittenTime, isMixed: Bool) -> String? {
        if let zone { return "never was: the clock of \(zone.name) was put forward past it" }
        // Once is enough: it would be every row.
        if lacksZone { return nil }
        if isMixed { return mixed(written) }
        lacksZone = true
        return "does not say in which zone: name the time zone of the file, or append Z for UTC or an offset such as "
            + "+05:30 to every time"
    }

    private mutating func mixed(_ written: WrittenTime) -> String {
        // Whoever cures this has cured that.
        lacksZone = true
        return "says \(written.offsetName), but the time above it \(above?.written.offsetName ?? ""): write all times "
            + "with one offset, also where the clock was changed; best in UTC, with Z"
    }
}

extension WrittenTime {
    /// What the wall showed, as if in UTC.
    fileprivate var wall: Timestamp { Timestamp(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000) + time }

    fileprivate var offsetName: String { offset.map { TimeZone(offset: $0)?.name ?? "" } ?? "no offset" }
}

extension WrittenTime: CustomStringConvertible {
    /// As `2017-12-22T10:49:41+05:30`, however it was written.
    var description: String {
        let shown = wall.iso8601
        guard let offset else { return String(shown.dropLast()) }
        return offset == .zero ? shown : shown.dropLast() + offsetName
    }
}
