public import Activities
internal import Calendars
internal import Quantities
internal import SQLite

extension Batches {
    /// What of a file other live batches say already, in the order of its lines; a thousand at most.
    public func conflicts(with delivery: Delivery) throws(LedgerError) -> [Conflict] {
        guard delivery.count <= Self.largest else {
            let sentence =
                "has \(delivery.count) lines and cells: cut it into files of at most \(Self.largest), so that the hub can "
                + "write in between"
            return [Conflict(line: nil, message: sentence)]
        }
        return try sql { () throws(SQLiteError) in
            guard try database.userVersion() >= Schema.importing else { return [] }
            if let conflict = try twin(of: delivery) { return [conflict] }
            var conflicts = try twins(of: delivery.activities)
            for meter in delivery.meters where conflicts.count < Self.most { conflicts += try overlaps(of: meter) }
            for weather in delivery.weather where conflicts.count < Self.most { conflicts += try twins(of: weather) }
            return Array(conflicts.sorted { ($0.line ?? 0) < ($1.line ?? 0) }.prefix(Self.most))
        }
    }

    private static let most = 1_000

    /// One transaction of so many takes some 2.5 s on a small server (measured: 0.9 million a second); the hub waits
    /// for 5 s.
    private static let largest = 2_000_000

    private func twin(of delivery: Delivery) throws(SQLiteError) -> Conflict? {
        let row = try database.statement(
            "SELECT id, file, at, by FROM batch WHERE sha256 = ? AND kind = ? AND undone_at IS NULL")
        defer { row.reset() }
        try row.bind(delivery.sha256, at: 1)
        try row.bind(delivery.kind, at: 2)
        guard try row.step(), let id = row.int64(0), let file = row.string(1), let at = row.int64(2) else { return nil }
        return Conflict(
            line: nil,
            message: "the same file is in as batch \(id) (\(file), \(Timestamp(milliseconds: at).iso8601), by "
                + "\(row.string(3) ?? "")); to import it anew, undo that one first: lightwell-hub undo \(id)")
    }

    /// Of what is metered spans may not overlap; of what happens they may not be the same.
    private func twins(of activities: [Activity]) throws(SQLiteError) -> [Conflict] {
        var conflicts: [Conflict] = []
        for activity in activities {
            var twin = try said(of: activity, "identity = ?3", activity.identity)
            // As one condition the two would be no search in the index.
            if twin == nil, let beginning = activity.formerBeginning {
                twin = try said(of: activity, "identity >= ?3 AND identity < ?3 || char(0x10FFFF)", beginning)
            }
            guard let (batch, line) = twin else {
                if let twin = try unnamed(activity) {
                    let place = "line \(twin.line) of batch \(twin.batch)"
                    conflicts.append(Conflict(line: activity.origin.line, unnamed: activity, twin: place))
                }
                if conflicts.count == Self.most { break }
                continue
            }
            conflicts.append(
                Conflict(
                    line: activity.origin.line,
                    message:
                        "\(activity.site) has \(activity.kind.rawValue) for this span, or a part of it, in line \(line) of batch "
                        + "\(batch): leave it out, undo that batch, or tell the two apart by \(activity.distinction)"
                ))
            if conflicts.count == Self.most { break }
        }
        return conflicts
    }

    /// Batch and line of the same bill with the name of its meter, or without (``Activity/isTwin(withoutMeterOf:)``).
    private func unnamed(_ activity: Activity) throws(SQLiteError) -> (batch: Int64, line: Int64)? {
        guard !activity.kind.isEvent || activity.kind == .fuel else { return nil }
        func detail(_ name: String) -> String {
            "(SELECT value FROM detail WHERE detail.batch = activity.batch AND detail.line = activity.line AND name = '\(name)')"
        }
        let row = try database.statement(
            """
            SELECT batch.id, activity.line FROM activity JOIN batch ON batch.id = activity.batch
            WHERE activity.kind = ?1 AND site = ?2 AND starts = ?3 AND ends = ?4 AND undone_at IS NULL \
            AND (\(detail("meter")) IS NULL) <> ?5 AND COALESCE(\(detail("stream")), 'heat') = ?6 \
            AND COALESCE(\(detail("fuel")), '') = ?7 \
            AND (\(detail("invoice")) = ?8 OR amount = ?9 AND unit = ?10)
            """)
        defer { row.reset() }
        try row.bind(activity.kind.rawValue, at: 1)
        try row.bind(activity.site, at: 2)
        try row.bind(activity.from.milliseconds, at: 3)
        try row.bind(activity.to.milliseconds, at: 4)
        try row.bind(activity.details[.meter] == nil ? 1 : 0, at: 5)
        try row.bind(activity.districtStream ?? Kind.heatStreams[0], at: 6)
        try row.bind(activity.details[.fuel] ?? "", at: 7)
        if let invoice = activity.details[.invoice] { try row.bind(invoice, at: 8) } else { try row.bindNull(at: 8) }
        try row.bind(activity.amount, at: 9)
        try row.bind(activity.unit.rawValue, at: 10)
        guard try row.step(), let batch = row.int64(0), let line = row.int64(1) else { return nil }
        return (batch, line)
    }

    /// Batch and line that say something of the same span already.
    private func said(
        of activity: Activity, _ identity: String, _ text: String
    ) throws(SQLiteError) -> (batch: Int64, line: Int64)? {
        let row = try database.statement(
            """
            SELECT batch.id, activity.line FROM activity JOIN batch ON batch.id = activity.batch
            WHERE activity.kind = ?1 AND site = ?2 AND \(identity) AND undone_at IS NULL \
            AND CASE WHEN ?4 THEN starts = ?5 AND ends = ?6 ELSE ends > ?5 AND starts < ?6 END
            """)
        defer { row.reset() }
        try row.bind(activity.kind.rawValue, at: 1)
        try row.bind(activity.site, at: 2)
        try row.bind(text, at: 3)
        try row.bind(activity.isEvent ? 1 : 0, at: 4)
        try row.bind(activity.from.milliseconds, at: 5)
        try row.bind(activity.to.milliseconds, at: 6)
        guard try row.step(), let batch = row.int64(0), let line = row.int64(1) else { return nil }
        return (batch, line)
    }

    /// Intervals that overlap what another batch says of the meter, and a meter that is of something else there.
    private func overlaps(of meter: Delivery.Meter) throws(SQLiteError) -> [Conflict] {
        let series = meter.series
        guard let first = series.intervals.first, let last = series.intervals.last else { return [] }
        let known = try storedSeries(of: series)
        if let other = known.first(where: { $0.use != series.use.rawValue }) {
            let medium = series.medium.rawValue
            return [
                Conflict(
                    line: meter.lines.first,
                    message:
                        "meter \(series.meter) of \(series.site) is \(medium), \(other.use) in batch \(other.batch), "
                        + "not \(medium), \(series.use.rawValue): a meter of one medium has one use; give this one another "
                        + "name, or undo that batch")
            ]
        }
        var conflicts: [Conflict] = []
        for stored in known where stored.start < last.to.milliseconds && first.from.milliseconds < stored.end {
            let rows = try database.statement(
                "SELECT starts, ends FROM reading WHERE series = ? AND ends > ? AND starts < ? ORDER BY ends")
            defer { rows.reset() }
            try rows.bind(stored.id, at: 1)
            try rows.bind(first.from.milliseconds, at: 2)
            try rows.bind(last.to.milliseconds, at: 3)
            var index = 0
            while conflicts.count < Self.most, try rows.step() {
                guard let starts = rows.int64(0), let ends = rows.int64(1) else { continue }
                while index < series.intervals.count, series.intervals[index].to.milliseconds <= starts { index += 1 }
                while index < series.intervals.count, series.intervals[index].from.milliseconds < ends {
                    conflicts.append(
                        Conflict(
                            line: meter.lines[index],
                            message: "batch \(stored.batch) says already what meter \(series.meter) of \(series.site) "
                                + "counted then: leave the line out, or undo that batch"))
                    index += 1
                }
            }
        }
        return conflicts
    }

    /// What live batches hold of the same site, name and medium.
    private func storedSeries(
        of series: Series
    ) throws(SQLiteError) -> [(id: Int64, batch: Int64, use: String, start: Int64, end: Int64)] {
        let rows = try database.statement(
            """
            SELECT series.id, batch.id, use, first_start, last_end FROM series
            JOIN batch ON batch.id = series.batch
            WHERE site = ? AND meter = ? AND medium = ? AND undone_at IS NULL ORDER BY series.id
            """)
        defer { rows.reset() }
        try rows.bind(series.site, at: 1)
        try rows.bind(series.meter, at: 2)
        try rows.bind(series.medium.rawValue, at: 3)
        var stored: [(id: Int64, batch: Int64, use: String, start: Int64, end: Int64)] = []
        while try rows.step() {
            guard let id = rows.int64(0), let batch = rows.int64(1), let use = rows.string(2),
                let start = rows.int64(3), let end = rows.int64(4)
            else { continue }
            stored.append((id, batch, use, start, end))
        }
        return stored
    }

    private func twins(of weather: Delivery.Weather) throws(SQLiteError) -> [Conflict] {
        let readings = weather.temperatures.readings
        guard let first = readings.first, let last = readings.last else { return [] }
        let rows = try database.statement(
            """
            SELECT weather.at, batch.id FROM batch CROSS JOIN weather ON weather.batch = batch.id
            WHERE undone_at IS NULL AND site = ? AND weather.at BETWEEN ? AND ?
            """)
        defer { rows.reset() }
        try rows.bind(weather.temperatures.site, at: 1)
        try rows.bind(first.at.milliseconds, at: 2)
        try rows.bind(last.at.milliseconds, at: 3)
        var known: [Int64: Int64] = [:]
        while try rows.step() { known[rows.int64(0) ?? 0] = rows.int64(1) }
        guard !known.isEmpty else { return [] }
        var conflicts: [Conflict] = []
        for (reading, line) in zip(readings, weather.lines) where conflicts.count < Self.most {
            guard let batch = known[reading.at.milliseconds] else { continue }
            conflicts.append(
                Conflict(
                    line: line,
                    message:
                        "batch \(batch) has a temperature of \(weather.temperatures.site) at this time: leave the line "
                        + "out, or undo that batch"))
        }
        return conflicts
    }
}
