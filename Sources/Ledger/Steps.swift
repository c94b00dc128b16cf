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

    /// What a zone did hour by hour, day by day or month by month, of its site's own time; steps without any record are left
    /// out.
    ///
    /// - Parameters:
    ///   - from: the first step begins here, or at the next beginning of one.
    ///   - to: the last step ends here, or before.
    public func steps(
        of path: ZonePath, _ resolution: Resolution, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> [Step] {
        let edges = (boundaries[path.site] ?? Boundaries()).edges(resolution, from: from, to: to)
        guard edges.count > 1 else { return [] }
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

    /// What a meter counted that a board reads for one of its zones, hour by hour; hours without the meter are left out.
    ///
    /// - Parameter meter: what the series is to be called.
    public func metered(
        _ device: String, of board: String, at site: String, as meter: String, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> Series {
        let steps = try steps(of: path(site: site, board: board, device: device), .hour, from: from, to: to)
        let intervals = steps.compactMap { step -> Series.Interval? in
            guard let energy = step.use.meteredEnergy, step.use.estimated == .zero else { return nil }
            return Series.Interval(
                from: step.from, to: step.to, amount: energy.kilowattHours, quality: step.use.quality)
        }
        return Series(site: site, meter: meter, medium: .electricity, use: .other, intervals: intervals)
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
            } else {
                standings.append(try standing(at: edge, span))
            }
        }
        return standings
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
        within(after: from - .milliseconds(1), through: to).filter { $0.resolution >= resolution }.map(\.at)
    }
}
