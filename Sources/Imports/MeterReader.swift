internal import Activities
internal import CSV
internal import Calendars
internal import Quantities

/// Reads sets of meters: a row for each step, a column for each meter.
struct MeterReader {
    private let plan: MeterPlan
    private var clocks: SiteClocks
    private var tracks: [String: Track] = [:]
    private var counts = Counts()

    /// What of one site was read.
    private struct Track {
        let site: String
        /// When the last row was, and what the clock showed there.
        var last: (from: Timestamp, to: Timestamp)?
        var meters: [IntervalTrack]
        var weather: TemperatureTrack
        var pace: Pace
    }

    fileprivate struct Counts {
        var others = 0, gaps = 0, zeroed = 0, dropped = 0
    }

    init(_ plan: MeterPlan, _ clocks: SiteClocks) {
        self.plan = plan
        guard let zone = plan.map.zone else {
            self.clocks = clocks
            return
        }
        self.clocks = SiteClocks(Dictionary(uniqueKeysWithValues: clocks.sites.map { ($0, zone) }))
    }

    mutating func read(_ table: inout Table, into delivery: inout Delivery, _ show: (Double) -> Void) {
        var rows = 0
        while table.next() {
            rows += 1
            if rows.isMultiple(of: 16_384) { show(table.progress) }
            guard let site = site(&table) else { continue }
            var track = tracks.removeValue(forKey: site) ?? begun(site, line: table.line)
            if let span = span(&table, track) {
                for (index, (column, meter)) in plan.meters.enumerated() {
                    guard let amount = amount(&table, column, meter) else { continue }
                    let interval = Series.Interval(from: span.from, to: span.to, amount: amount)
                    track.meters[index].append(interval, line: table.line)
                }
                if let column = plan.temperature, !isGap(&table, column),
                    let celsius = table.celsius(column, isFahrenheit: plan.map.temperature?.isFahrenheit ?? false)
                {
                    track.weather.append(span.from, celsius, line: table.line)
                }
                if let last = track.last { track.pace.add(span.from - last.from) }
                track.last = span
            }
            tracks[site] = track
        }
        let sites = tracks.values.sorted { $0.site < $1.site }
        if !plan.map.isConsecutive, !plan.meters.isEmpty {
            for track in sites {
                guard let sentence = track.pace.contradiction(to: plan.map.step) else { continue }
                table.report(line: track.pace.line, "the rows of \(track.site) \(sentence)")
            }
        }
        delivery.meters = sites.flatMap(\.meters).map { $0.delivered(&table) }.filter { !$0.lines.isEmpty }
        delivery.weather = sites.map { $0.weather.delivered(&table) }.filter { !$0.lines.isEmpty }
        delivery.remarks = counts.remarks
    }

    private func begun(_ site: String, line: Int) -> Track {
        let meters = plan.meters.map { _, meter in
            IntervalTrack(
                Series(site: site, meter: meter.name, medium: meter.medium, use: meter.use, intervals: []), line: line)
        }
        return Track(site: site, meters: meters, weather: TemperatureTrack(site: site), pace: Pace(line: line))
    }

    private mutating func site(_ table: inout Table) -> String? {
        if let only = plan.only { return only }
        guard let (column, sites) = plan.site else { return nil }
        if let site = sites[table.text(column)] { return site }
        guard plan.passesOthers else { return table.site(column, among: clocks) }
        counts.others += 1
        return nil
    }

    private func isGap(_ table: inout Table, _ column: Int) -> Bool {
        table.isEmpty(column) || !plan.map.empty.isEmpty && plan.map.empty.contains(table.text(column))
    }

    private mutating func amount(_ table: inout Table, _ column: Int, _ meter: MeterMap.Meter) -> Double? {
        guard !isGap(&table, column) else {
            counts.gaps += 1
            return nil
        }
        guard let value = table.number(column) else { return nil }
        let amount = value * meter.factor
        guard amount < 0 else { return abs(amount) }
        switch meter.belowZero {
        case .refuse:
            table.complain(
                column,
                "is less than nothing: in a map, sign: negative turns a column round, and below_zero: zero or missing says "
                    + "what becomes of single values")
            return nil
        case .zero:
            counts.zeroed += 1
            return 0
        case .missing:
            counts.dropped += 1
            return nil
        }
    }

    /// The step that a row is about.
    private mutating func span(_ table: inout Table, _ track: Track) -> (from: Timestamp, to: Timestamp)? {
        let written: WrittenTime
        do throws(WrittenTime.Fault) {
            if plan.map.step == .day, let date = try? CivilDate(table.text(plan.time)) {
                let midnight = clocks.midnight(date, at: track.site)
                return checked(&table, midnight, clocks.midnight(date.adding(days: 1), at: track.site), track)
            }
            written = try table.time(plan.time, monthFirst: plan.map.monthFirst)
        } catch {
            table.complain(
                plan.time, error == .noTimeOfDay ? "has no time of day: append it, such as T08:00" : error.message)
            return nil
        }
        if plan.map.isConsecutive, let last = track.last { return next(&table, written, last, track) }
        // What is named by its end is compared with the end of the row above.
        let previous = plan.map.marksEnd ? track.last?.to : track.last?.from
        let at: Timestamp
        do throws(SiteClocks.Complaint) { at = try clocks.moment(written, at: track.site, after: previous) } catch {
            table.complain(
                plan.time, error.message + ", or say consecutive: yes in the map where rows follow without gap")
            return nil
        }
        switch plan.map.step {
        case .minutes(let minutes):
            let from = plan.map.marksEnd ? at - .minutes(minutes) : at
            return checked(&table, from, from + .minutes(minutes), track)
        case .day:
            guard clocks.zone(of: track.site)?.startOfDay(containing: at) == at else {
                table.complain(plan.time, "is not the first moment of a day, as step: 1d needs it")
                return nil
            }
            return checked(&table, at, clocks.midnight(written.date.adding(days: 1), at: track.site), track)
        }
    }

    private func checked(_ table: inout Table, _ from: Timestamp, _ to: Timestamp, _ track: Track) -> (
        Timestamp, Timestamp
    )? {
        guard let last = track.last, from < last.to else { return (from, to) }
        table.complain(
            plan.time,
            "is less than a step after the row above: sort the rows by time, leave out what stands twice, or say the step in "
                + "a map; consecutive: yes counts rows where a clock was changed")
        return nil
    }

    /// A step after the one above, whatever the clock shows, if it shows about that: within an hour.
    private mutating func next(
        _ table: inout Table, _ written: WrittenTime, _ last: (from: Timestamp, to: Timestamp), _ track: Track
    ) -> (Timestamp, Timestamp)? {
        let to: Timestamp
        switch plan.map.step {
        case .minutes(let minutes): to = last.to + .minutes(minutes)
        case .day:
            guard let date = clocks.date(of: last.to, at: track.site) else { return nil }
            to = clocks.midnight(date.adding(days: 1), at: track.site)
        }
        let named = plan.map.marksEnd ? to : last.to
        let offset = written.offset ?? clocks.zone(of: track.site)?.offset(at: named) ?? .zero
        let said = Timestamp(milliseconds: Int64(written.date.daysSinceEpoch) * 86_400_000) + written.time - offset
        guard abs((said - named).milliseconds) <= 3_600_000 else {
            table.complain(
                plan.time,
                "is not the step after the row above, \(named.iso8601): rows that are consecutive leave nothing out")
            return nil
        }
        return (last.to, to)
    }
}

extension MeterReader.Counts {
    fileprivate var remarks: [String] {
        var remarks: [String] = []
        if others > 0 { remarks.append("\(others) rows of other sites were passed over") }
        if gaps > 0 { remarks.append("\(gaps) cells are gaps") }
        if zeroed > 0 { remarks.append("\(zeroed) amounts below zero were set to zero, as the map says") }
        if dropped > 0 { remarks.append("\(dropped) amounts below zero were left out, as the map says") }
        return remarks
    }
}
