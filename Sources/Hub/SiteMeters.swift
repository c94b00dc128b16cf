internal import Activities
internal import Indicators
internal import Ledger
internal import Meters
internal import Quantities
internal import Register

/// What each meter of a site counted in a span, from everything that is known of it, each moment once.
///
/// Of one moment the first of these is believed that tells of it:
///
/// 1. the board's zone that feeds the meter at that moment, as the register says, hour by hour;
/// 2. a board's meter of this name that belongs to no zone;
/// 3. what was imported under this name.
///
/// Where one tells of a part of an interval of the next, that one's rest is split in proportion to time and
/// interpolated (``Series/filled(by:)``). Every figure of the hub takes a meter's counts from here, so that they agree.
struct SiteMeters {
    /// Fetched with a day on either side: figures are of days on the site's own clock, and cut what they are given.
    /// With the medium and use that the register declares, else those of the import or board. A meter that is installed
    /// by the register and counted nothing is there without intervals.
    private(set) var series: [Series]
    /// What was taken otherwise than it may have been meant, with the meter it is about.
    private(set) var remarks: [(meter: String, text: String)] = []

    private let site: String

    /// - Parameter meters: the register's, of any sites; `nil`: every meter is what its import or its board says.
    init(
        of site: String, in ledger: Ledger, as meters: [Meter]?, over span: Range<Timestamp>
    ) throws(LedgerError) {
        let (from, to) = (span.lowerBound - .days(1), span.upperBound + .days(1))
        self.site = site
        series = try ledger.boardMeters(of: site, from: from, to: to)
        for meter in try ledger.meters(of: site) {
            guard
                let imported = try ledger.series(
                    site: site, meter: meter.meter, medium: meter.medium, from: from, to: to)
            else { continue }
            guard let twin = place(of: imported.meter, imported.medium), series[twin].medium == imported.medium else {
                series.append(imported)
                continue
            }
            if series[twin].overlaps(imported) {
                note(
                    imported.meter,
                    "was imported, and a board counts it too: the board's word is taken, and the import's where the "
                        + "board has none")
            }
            series[twin] = series[twin].filled(by: imported)
            // A board does not know what a meter is for; whoever imported it said so.
            series[twin].use = imported.use
        }
        let own = (meters ?? []).filter { $0.site == site }
        for instrument in own.isEmpty ? [] : try ledger.boardInstruments(of: site) { compare(instrument, with: own) }
        for meter in own {
            declare(meter, try ledger.fed(meter, from: from, to: to), over: span)
        }
    }

    /// What a meter counted; `nil`: nothing is known of it. Where several media are counted under one name, that of
    /// the register.
    func series(of meter: Meter) -> Series? {
        place(of: meter.id, meter.medium).map { series[$0] }
    }

    /// The same by its name alone: where several media are counted under one name, the first that counted anything,
    /// electricity before others.
    func series(of name: String) -> Series? {
        let known = series.filter { $0.meter == name }
        let counting = known.filter { !$0.intervals.isEmpty }
        return counting.first { $0.medium == .electricity } ?? counting.first ?? known.first
    }

    /// Says where a board counts another instrument than the register has there, or with another constant.
    private mutating func compare(_ board: BoardInstrument, with meters: [Meter]) {
        guard let meter = meters.first(where: { $0.id == board.meter && $0.medium.unit == board.medium.unit }),
            let there = meter.installations.last(where: {
                $0.from <= board.seen && ($0.to.map { board.seen <= $0 } ?? true)
            })
        else { return }
        if !there.serial.isEmpty, !board.serial.isEmpty, there.serial != board.serial {
            note(
                meter.id,
                "is the instrument \(there.serial) in the register, and board \(board.board) counts \(board.serial): one of "
                    + "them is to be corrected")
        }
        // Behind transformers the board's constant is that of the circuit, the register's that of the instrument.
        guard there.transformer == nil, let pulses = there.pulses, let worth = board.unitsPerPulse else { return }
        if abs(pulses * worth - 1) > 0.001 {
            let counted = (1_000 / worth).rounded() / 1_000
            note(
                meter.id,
                "gives \(pulses) pulses per \(meter.medium.unit.rawValue) by the register, and board \(board.board) counts "
                    + "\(counted): one of them is to be corrected")
        }
    }

    private mutating func declare(_ meter: Meter, _ fed: [Series.Interval], over span: Range<Timestamp>) {
        var own = Series(site: site, meter: meter.id, medium: meter.medium, use: meter.use, intervals: fed)
        for other in series where other.meter == meter.id && other.medium.unit != meter.medium.unit {
            note(
                meter.id,
                "counts \(other.medium.rawValue), and the register says \(meter.medium.rawValue): the register is not "
                    + "followed")
        }
        guard let known = place(of: meter.id, meter.medium) else {
            let isContrary = series.contains { $0.meter == meter.id }
            if !fed.isEmpty || !isContrary && meter.isInstalled(during: span) { series.append(own) }
            return
        }
        if own.overlaps(series[known]) {
            note(
                meter.id,
                "is fed by a board's zone, and counted or imported under its name, too: the zone's word is taken, and "
                    + "the other's where the zone has none")
        }
        own = own.filled(by: series[known])
        series[known] = own
    }

    /// Of a name, in a unit; the very medium before another of its unit.
    private func place(of name: String, _ medium: Series.Medium) -> Int? {
        series.firstIndex { $0.meter == name && $0.medium == medium }
            ?? series.firstIndex { $0.meter == name && $0.medium.unit == medium.unit }
    }

    private mutating func note(_ meter: String, _ text: String) {
        remarks.append((meter, "\(site)/\(meter) \(text)"))
    }
}

extension Ledger {
    /// The meters of a site as figures of uses see them: no use is counted again under another meter (``Nesting``).
    ///
    /// - Parameter remark: is told what is taken otherwise than it may have been meant.
    func meterSeries(
        of site: String, as register: MeterRegister?, over period: Period, _ remark: (String) -> Void
    ) throws(LedgerError) -> [Series] {
        let span = period.from..<period.to
        let meters = try SiteMeters(of: site, in: self, as: register?.meters, over: span)
        for (_, text) in meters.remarks { remark(text) }
        guard let register else { return meters.series }
        let nesting = Nesting(
            meters.series, as: register.meters, bills: try activities(from: period.from, to: period.to), over: span)
        for text in nesting.remarks { remark(text) }
        return nesting.series
    }

    /// What the zones of boards counted for a meter, each for as long as it fed it; in time order.
    fileprivate func fed(_ meter: Meter, from: Timestamp, to: Timestamp) throws(LedgerError) -> [Series.Interval] {
        // A zone counts energy, whatever meter stands in the register.
        guard meter.medium.unit == .kilowattHours else { return [] }
        var intervals: [Series.Interval] = []
        for feed in meter.feeds {
            let (start, end) = (Swift.max(feed.from, from), Swift.min(feed.to ?? to, to))
            guard start < end else { continue }
            intervals += try metered(
                feed.zone, of: feed.board, at: meter.site, as: meter.id, from: start, to: end
            ).intervals
        }
        return intervals.sorted { $0.from < $1.from }
    }
}

extension Series {
    /// Whether there is a moment of which both tell.
    fileprivate func overlaps(_ other: Series) -> Bool {
        var rest = other.intervals.sorted { $0.from < $1.from }[...]
        for interval in intervals.sorted(by: { $0.from < $1.from }) {
            rest = rest.drop { $0.to <= interval.from }
            if let next = rest.first, next.from < interval.to { return true }
        }
        return false
    }
}

extension Meter {
    /// Where no instrument is named, it is taken to be there.
    fileprivate func isInstalled(during span: Range<Timestamp>) -> Bool {
        installations.isEmpty
            || installations.contains { $0.from < span.upperBound && ($0.to.map { span.lowerBound < $0 } ?? true) }
    }
}
