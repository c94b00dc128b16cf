public import Activities
internal import Calendars
public import Indicators
public import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// What a zone did in one step of time.
    public struct Step: Equatable, Sendable {
        public let from: Timestamp
        public let to: Timestamp
        public let use: ZoneUse
    }

    /// What a zone did quarter by quarter of an hour, hour by hour, day by day or month by month, of its site's own time;
    /// steps without any record are left out. Those of a finer resolution add up to those of a coarser one.
    ///
    /// - Parameters:
    ///   - from: the first step begins here, or at the next beginning of one.
    ///   - to: the last step ends here, or before.
    public func steps(
        of path: ZonePath, _ resolution: Resolution, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> [Step] {
        try steps(of: path, at: (boundaries[path.site] ?? Boundaries()).edges(resolution, from: from, to: to))
    }

    /// The same between moments in rising order.
    private func steps(of path: ZonePath, at edges: [Timestamp]) throws(LedgerError) -> [Step] {
        guard let from = edges.first, let to = edges.last, from < to else { return [] }
        var uses = Array(repeating: Use(), count: edges.count - 1)
        for span in try stretches() where span.path == path && span.firstStart < to && from < span.lastEnd {
            let standings = try standings(at: edges, span)
            for step in uses.indices {
                let (opening, closing) = (standings[step], standings[step + 1])
                for total in Total.all { uses[step].moved[total] += closing.totals[total] - opening.totals[total] }
                uses[step].interpolated = uses[step].interpolated + opening.split + closing.split
            }
        }
        return uses.enumerated().compactMap { step, use in
            guard use.moved[.observedTime] > 0 else { return nil }
            return Step(from: edges[step], to: edges[step + 1], use: use.zoneUse)
        }
    }

    /// The electricity of each zone of a site, as a series of kilowatt-hours: metered where the zone has a meter all the
    /// step, else estimated from its rated load (``Quality/proxy``).
    public func zoneSeries(
        of site: String, _ resolution: Resolution, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> [Series] {
        var series: [Series] = []
        for path in zones.keys.filter({ $0.site == site }).sorted(by: { $0.zone < $1.zone }) {
            let intervals = try steps(of: path, resolution, from: from, to: to).map { step in
                Series.Interval(
                    from: step.from, to: step.to, amount: step.use.energy.kilowattHours,
                    quality: step.use.estimated > .zero ? .proxy : step.use.quality)
            }
            guard !intervals.isEmpty else { continue }
            series.append(
                Series(site: site, meter: path.zone, medium: .electricity, use: .lighting, intervals: intervals))
        }
        return series
    }

    /// What a meter counted that a board reads for one of its zones, quarter by quarter of an hour: where its records do not
    /// tell that, the whole hour, or the part of one at either end. Hours without the meter are left out.
    ///
    /// - Parameter meter: what the series is to be called.
    public func metered(
        _ device: String, of board: String, at site: String, as meter: String, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> Series {
        let path = path(site: site, board: board, device: device)
        let quarters = try meteredSteps(of: path, .quarter, from: from, to: to)
        var intervals: [Series.Interval] = []
        var next = 0
        for hour in try meteredSteps(of: path, .hour, from: from, to: to) {
            while next < quarters.count, quarters[next].from < hour.from { next += 1 }
            let first = next
            while next < quarters.count, quarters[next].to <= hour.to { next += 1 }
            let parts = quarters[first..<next]
            intervals += parts.isEmpty || parts.contains { $0.quality != .metered } ? [hour] : Array(parts)
        }
        return Series(site: site, meter: meter, medium: .electricity, use: .other, intervals: intervals)
    }

    private func meteredSteps(
        of path: ZonePath, _ resolution: Resolution, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> [Series.Interval] {
        let inner = (boundaries[path.site] ?? Boundaries()).edges(resolution, from: from, to: to)
        let edges = [from] + inner.filter { from < $0 && $0 < to } + [to]
        return try steps(of: path, at: edges).compactMap { step in
            guard let energy = step.use.meteredEnergy, step.use.estimated == .zero else { return nil }
            return Series.Interval(
                from: step.from, to: step.to, amount: energy.kilowattHours, quality: step.use.quality)
        }
    }

    /// The registers at moments in rising order, read in one go where they are kept.
    private func standings(at edges: [Timestamp], _ span: Stretch) throws(LedgerError) -> [Standing] {
        let kept = try keptBetween(edges[0], edges[edges.count - 1], span)
        var next = 0
        var standings: [Standing] = []
        standings.reserveCapacity(edges.count)
        for edge in edges {
            while next + 1 < kept.count, kept[next + 1].at <= edge { next += 1 }
            if next < kept.count, kept[next].at <= edge, edge <= kept[next].holds {
                standings.append(kept[next])
            } else if let end = try end(at: edge, span) {
                standings.append(end)
            } else {
                standings.append(try standing(at: edge, span))
            }
        }
        return standings
    }

    /// The registers where a record ends, by its key alone; `nil` where none does, or where only what is kept counts.
    private func end(at time: Timestamp, _ span: Stretch) throws(LedgerError) -> Standing? {
        guard span.firstStart < time, time <= span.lastEnd, span.retired ?? .distantPast < time else { return nil }
        return try sql { () throws(SQLiteError) in
            let row = try database.statement(
                """
                SELECT ends, ends, 0, \(Schema.columns.joined(separator: ", ")) FROM interval \
                WHERE ends = ? AND zone = ? AND journal = ?
                """)
            defer { row.reset() }
            try row.bind(time.milliseconds, at: 1)
            try row.bind(span.key.zone, at: 2)
            try row.bind(span.key.journal, at: 3)
            return try row.step() ? Standing(row) : nil
        }
    }

    private func keptBetween(_ from: Timestamp, _ to: Timestamp, _ span: Stretch) throws(LedgerError) -> [Standing] {
        guard keepsStandings else { return [] }
        return try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT at, holds, split_ms, \(Schema.columns.joined(separator: ", ")) FROM standing \
                WHERE zone = ? AND journal = ? AND at >= ? AND at <= ? ORDER BY at
                """)
            defer { rows.reset() }
            try rows.bind(span.key.zone, at: 1)
            try rows.bind(span.key.journal, at: 2)
            try rows.bind(from.milliseconds, at: 3)
            try rows.bind(to.milliseconds, at: 4)
            var standings: [Standing] = []
            while try rows.step() {
                if let standing = Standing(rows) { standings.append(standing) }
            }
            return standings
        }
    }
}

extension ZoneUse {
    /// Of what a meter counted: split from a coarser record where more than a tenth of the time is.
    fileprivate var quality: Quality {
        interpolated.milliseconds * 10 > observed.milliseconds ? .interpolated : .metered
    }
}

extension Boundaries {
    /// The beginnings of steps of at least a resolution, both ends included.
    fileprivate func edges(_ resolution: Resolution, from: Timestamp, to: Timestamp) -> [Timestamp] {
        guard resolution > .quarter else {
            // Every zone's quarters of an hour are those of UTC.
            let first = (from - .milliseconds(1)).next(multipleOf: .minutes(15)).milliseconds
            return stride(from: first, through: to.milliseconds, by: 900_000).map(Timestamp.init(milliseconds:))
        }
        return within(after: from - .milliseconds(1), through: to).filter { $0.resolution >= resolution }.map(\.at)
    }
}
