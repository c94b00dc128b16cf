internal import Quantities
internal import SQLite

extension Ledger {
    /// Makes records of one quarter of an hour one. Nothing is lost by it but what happened within the quarter: no register
    /// at a full quarter changes.
    ///
    /// - Parameter most: goes no further once about so many records were looked at.
    /// - Returns: how many records became part of another.
    func thin(endedBefore limit: Timestamp, _ retirement: inout Retirement, _ most: Int) throws(LedgerError) -> Int {
        let limit = Timestamp(milliseconds: Self.quarter(limit) * Self.quarterLength)
        var done = try progress(Self.thinned) ?? .distantPast
        var (seen, removed) = (0, 0)
        while seen < most, let first = try firstEnd(after: done), first <= limit {
            let through = Swift.min(limit, (first - .milliseconds(1)).next(multipleOf: .hours(1)))
            let hour = try thin(after: done, through: through)
            (seen, removed, done) = (seen + hour.seen, removed + hour.removed, through)
        }
        if seen >= most { retirement.hasMore = true }
        try setProgress(Self.thinned, Swift.max(done, seen < most ? limit : done))
        return removed
    }

    private struct Piece {
        let key: SpanKey
        var start: Timestamp
        let end: Timestamp
        let sequence: Int64
        var hasGrown = false
    }

    private func thin(after: Timestamp, through: Timestamp) throws(LedgerError) -> (seen: Int, removed: Int) {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT zone, journal, starts, ends, sequence FROM interval WHERE ends > ? AND ends <= ? \
                ORDER BY ends, zone, journal
                """)
            try rows.bind(after.milliseconds, at: 1)
            try rows.bind(through.milliseconds, at: 2)
            var seen = 0
            var (removed, grown, last) = ([Piece](), [Piece](), [SpanKey: Piece]())
            while try rows.step() {
                seen += 1
                var piece = Piece(
                    key: SpanKey(zone: rows.int64(0) ?? 0, journal: rows.int64(1) ?? 0),
                    start: Timestamp(milliseconds: rows.int64(2) ?? 0),
                    end: Timestamp(milliseconds: rows.int64(3) ?? 0), sequence: rows.int64(4) ?? 0)
                if let before = last[piece.key] {
                    // What runs over a quarter is split where it does, and needs the record before it for that.
                    if before.end == piece.start, before.start < before.end, piece.start < piece.end,
                        Self.quarter(before.start) == Self.quarter(piece.end - .milliseconds(1))
                    {
                        removed.append(before)
                        (piece.start, piece.hasGrown) = (before.start, true)
                    } else if before.hasGrown {
                        grown.append(before)
                    }
                }
                last[piece.key] = piece
            }
            rows.reset()
            grown += last.values.filter(\.hasGrown)
            for piece in removed {
                try database.execute(
                    "DELETE FROM interval WHERE ends = ? AND zone = ? AND journal = ?", piece.end.milliseconds,
                    piece.key.zone, piece.key.journal)
                try database.execute(
                    "UPDATE journal SET retired = MAX(retired, ?) WHERE id = ?", piece.sequence, piece.key.journal)
            }
            for piece in grown {
                try database.execute(
                    "UPDATE interval SET starts = ? WHERE ends = ? AND zone = ? AND journal = ?",
                    piece.start.milliseconds, piece.end.milliseconds, piece.key.zone, piece.key.journal)
            }
            return (seen, removed.count)
        }
    }

    func firstEnd(after time: Timestamp) throws(LedgerError) -> Timestamp? {
        try sql { () throws(SQLiteError) in
            let row = try database.statement("SELECT MIN(ends) FROM interval WHERE ends > ?")
            defer { row.reset() }
            try row.bind(time.milliseconds, at: 1)
            return try row.step() ? row.int64(0).map(Timestamp.init(milliseconds:)) : nil
        }
    }

    private static func quarter(_ time: Timestamp) -> Int64 {
        (time.milliseconds - (time.milliseconds < 0 ? quarterLength - 1 : 0)) / quarterLength
    }

    private static let quarterLength: Int64 = 900_000
    private static let thinned = "thinned"
}
