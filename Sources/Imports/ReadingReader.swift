internal import Activities
internal import CSV
internal import Calendars
internal import Quantities

/// Reads the intervals of sub-meters, a line each.
struct ReadingReader {
    private let headings: Headings
    private var clocks: SiteClocks
    private var places: [Key: Int] = [:]
    private var tracks: [IntervalTrack] = []
    /// The meter of the line before: mostly the next line is its, too.
    private var last: (site: [UInt8], meter: [UInt8], medium: [UInt8], use: [UInt8], track: Int)?

    private struct Key: Hashable {
        let site: String
        let meter: String
        let medium: Series.Medium
    }

    init(_ table: inout Table, _ clocks: SiteClocks) {
        self.clocks = clocks
        headings = Headings(.readings, in: &table)
        guard table.problems.isEmpty, headings["to"] == nil, headings["minutes"] == nil else { return }
        table.report("there is no column to or minutes: name one of them, so that intervals have an end")
    }

    mutating func read(_ table: inout Table, into delivery: inout Delivery, _ show: (Double) -> Void) {
        guard table.problems.isEmpty, let site = headings["site"], let meter = headings["meter"],
            let medium = headings["medium"], let use = headings["use"], let from = headings["from"],
            let amount = headings.amount
        else { return }
        var rows = 0
        while table.next() {
            rows += 1
            if rows.isMultiple(of: 16_384) { show(table.progress) }
            guard let track = track(&table, site, meter, medium, use) else { continue }
            // Not the series itself: while it is held, each interval that is appended would copy it.
            let (site, unit) = (tracks[track].series.site, tracks[track].series.medium.unit)
            let previous = tracks[track].series.intervals.last?.from
            let start = table.moment(from, at: site, &clocks, after: previous)
            let value = table.amount(amount, unitColumn: headings["unit"], [unit])
            var quality = Quality.metered
            if let column = headings["quality"], !table.isEmpty(column) {
                guard let word = table.word(column, among: Quality.allCases.map(\.rawValue)) else { continue }
                quality = Quality(rawValue: word) ?? .metered
            }
            guard let start, let end = end(&table, start, from, at: site), let value else { continue }
            tracks[track].append(
                Series.Interval(from: start, to: end, amount: value.amount, quality: quality), line: table.line)
        }
        delivery.meters = tracks.map { $0.delivered(&table) }
    }

    private mutating func end(_ table: inout Table, _ start: Timestamp, _ from: Int, at site: String) -> Timestamp? {
        func filled(_ name: String) -> Int? { headings[name].flatMap { table.isEmpty($0) ? nil : $0 } }
        let (to, minutes) = (filled("to"), filled("minutes"))
        if let minutes {
            guard to == nil else {
                table.report(column: minutes, "minutes: to says when it ended already: leave one of them empty")
                return nil
            }
            guard let count = table.number(minutes) else { return nil }
            let length = (count * 60_000).rounded()
            guard 0 < length, length <= 366 * 86_400_000 else {
                table.complain(minutes, "is not within 0 to 527040 minutes")
                return nil
            }
            return start + .milliseconds(Int64(length))
        }
        guard let to else {
            table.report(column: headings["to"] ?? from, "to: is empty: write when the interval ended")
            return nil
        }
        guard let end = table.moment(to, at: site, &clocks, after: start) else { return nil }
        guard start < end else {
            table.complain(to, "does not lie after from")
            return nil
        }
        // On one clock that was changed in between nobody knows which of two hours is meant.
        if let zone = clocks.zone(of: site), end - start < .days(1), zone.offset(at: start) != zone.offset(at: end),
            let written = try? table.time(to, monthFirst: nil), written.offset == nil
        {
            table.complain(to, "lies behind a change of the clock: give minutes in place of to, or write offsets")
            return nil
        }
        return end
    }

    private mutating func track(_ table: inout Table, _ site: Int, _ meter: Int, _ medium: Int, _ use: Int) -> Int? {
        if let last, table.says(meter, last.meter), table.says(site, last.site), table.says(medium, last.medium),
            table.says(use, last.use)
        {
            return last.track
        }
        guard let name = table.site(site, among: clocks) else { return nil }
        guard !table.isEmpty(meter) else {
            table.report(column: meter, "meter: is empty: name the meter")
            return nil
        }
        guard let flow = table.word(medium, among: Series.Medium.allCases.map(\.rawValue)),
            let part = table.word(use, among: Series.Use.allCases.map(\.rawValue)),
            let flow = Series.Medium(rawValue: flow), let part = Series.Use(rawValue: part)
        else { return nil }
        let key = Key(site: name, meter: table.text(meter), medium: flow)
        let series = Series(site: name, meter: key.meter, medium: flow, use: part, intervals: [])
        var track = places[key]
        if let known = track {
            let first = tracks[known]
            guard first.series.use == part else {
                table.report(
                    column: use,
                    "meter \(key.meter) is \(flow.rawValue), \(first.series.use.rawValue) in line \(first.firstLine): a "
                        + "meter of one medium has one use")
                return nil
            }
        } else {
            track = tracks.count
            places[key] = track
            tracks.append(IntervalTrack(series, line: table.line))
        }
        guard let track else { return nil }
        last = (
            Array(name.utf8), Array(key.meter.utf8), Array(flow.rawValue.utf8), Array(part.rawValue.utf8), track
        )
        return track
    }
}
