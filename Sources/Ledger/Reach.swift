internal import Quantities
internal import Records
internal import SQLite

/// The time of which a cumulative record tells more than the one before it.
///
/// A board without room drops records and keeps those that end an hour, then a day, as they were: their own start does not
/// say that they tell of the time of the dropped ones, too. Their observed time does. Where the record before ended longer
/// ago than that, nobody knows when within that time the board was on: it is taken to have been on at the end of it, and
/// ``doubt`` says how much of it may lie earlier.
struct Reach: Hashable {
    let begin: Timestamp
    let end: Timestamp
    /// Observed time, of which nobody knows whether it lies between ``begin`` and ``end`` or earlier.
    let doubt: Duration

    /// - Parameters:
    ///   - previous: when the record before ended; `nil`: there was none, and registers began at zero.
    ///   - start: as the record says it, and its end.
    ///   - observed: since the record before.
    init(after previous: Timestamp?, _ start: Timestamp, _ end: Timestamp, observed: Duration) {
        let extra = Swift.max(.zero, Swift.min(observed, Self.longest) - (end - start))
        let begin = Swift.max(previous ?? start - extra, start - extra)
        let dark = previous.map { Swift.max(.zero, begin - $0) }
        (self.begin, self.end, doubt) = (begin, end, Swift.min(extra, dark ?? extra))
    }

    /// What is told of more than a tenth of the time may have been at another.
    var isDoubtful: Bool { doubt.milliseconds * 10 > (end - begin).milliseconds }

    /// What is kept for each hour of it must not fill the disk: a ledger that begins anew is told of years in one record.
    static let longest = Duration.days(400)
}

/// What an interval record says of its zone, as it is stored.
struct RecordRow {
    let start: Timestamp
    let end: Timestamp
    let totals: Totals

    /// What it tells of, where no record was before.
    var first: Reach {
        // An interval without length says where registers begin that were taken over from another board.
        let observed = start == end ? .zero : Duration(milliseconds: totals[.observedTime])
        return Reach(after: nil, start, end, observed: observed)
    }
}

extension RecordRow {
    /// - Parameter first: column of `starts`, which `ends` and the registers follow.
    init(_ row: Statement, from first: Int) {
        start = Timestamp(milliseconds: row.int64(first) ?? 0)
        end = Timestamp(milliseconds: row.int64(first + 1) ?? 0)
        totals = Totals(row, from: first + 2)
    }
}

extension Totals {
    init(_ row: Statement, from first: Int) {
        self.init()
        for (index, total) in Total.all.enumerated() { self[total] = row.int64(first + index) ?? 0 }
    }
}
