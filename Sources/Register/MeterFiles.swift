public import Activities
internal import Calendars
public import Meters
public import Quantities
public import YAML

/// What small CSV files say of meters: intervals, readings of faces, bills.
public struct MeterFiles {
    private let register: MeterRegister
    private let organisation: Organisation

    public init(_ register: MeterRegister, of organisation: Organisation) {
        (self.register, self.organisation) = (register, organisation)
    }

    /// Intervals: `meter,from,to,amount`, in kWh or m³; those of one meter must not overlap.
    public func series(parsing bytes: [UInt8], file: String) throws(Problems) -> [Series] {
        let table = try MeterTable(
            parsing: bytes, file: file, columns: ["meter", "from", "to", "amount"], register, organisation)
        var found: [(meter: Meter, interval: Series.Interval, row: MeterTable.Row)] = []
        for row in table.rows {
            guard let span = span(of: row, table), let amount = table.number("amount", of: row) else { continue }
            let interval = Series.Interval(from: span.lowerBound, to: span.upperBound, amount: amount)
            found.append((row.meter, interval, row))
        }
        found.sort { ($0.interval.from, $0.row.line) < ($1.interval.from, $1.row.line) }
        var result: [Series] = []
        for (meter, interval, row) in found {
            let place = result.firstIndex { $0.site == meter.site && $0.meter == meter.id }
            if let place, let last = result[place].intervals.last, interval.from < last.to {
                table.report("from: overlaps an interval that ends at \(last.to.iso8601)", "from", row)
            }
            if let place {
                result[place].intervals.append(interval)
            } else {
                result.append(
                    Series(
                        site: meter.site, meter: meter.id, medium: meter.medium, use: meter.use, intervals: [interval]))
            }
        }
        try table.problems.conclude()
        return result
    }

    /// Bills: `meter,from,to,amount`, in kWh or m³, and `invoice` if there is one.
    public func bills(parsing bytes: [UInt8], file: String) throws(Problems) -> [Activity] {
        let table = try MeterTable(
            parsing: bytes, file: file, columns: ["meter", "from", "to", "amount"], optional: ["invoice"], register,
            organisation)
        var bills: [Activity] = []
        for row in table.rows {
            guard let span = span(of: row, table), let amount = table.number("amount", of: row) else { continue }
            var details: [Detail: String] = [.meter: row.meter.id]
            details[.invoice] = table.text("invoice", of: row)
            bills.append(
                Activity(
                    row.meter.billed, site: row.meter.site, from: span.lowerBound, to: span.upperBound, amount: amount,
                    unit: row.meter.medium.unit, details: details, quality: .billed,
                    origin: Origin(batch: 0, file: file, line: row.line)))
        }
        try table.problems.conclude()
        return bills
    }

    /// Readings of faces: `meter,time,reading`. A time without an offset is one of the site's clock; of each meter
    /// either all times have an offset or none has, and then they stand in the order in which they were taken.
    ///
    /// - Parameter step: the time from one reading to the next as it should be; `nil`: as they come.
    public func consumptions(
        parsing bytes: [UInt8], file: String, step: Duration?
    ) throws(Problems) -> [Consumption] {
        let table = try MeterTable(
            parsing: bytes, file: file, columns: ["meter", "time", "reading"], register, organisation)
        var result: [Consumption] = []
        var seen: Set<[String]> = []
        for first in table.rows where seen.insert([first.meter.site, first.meter.id]).inserted {
            let rows = table.rows.filter { $0.meter.site == first.meter.site && $0.meter.id == first.meter.id }
            var (local, absolute) = ([LocalReading](), [Reading]())
            for row in rows {
                guard let value = table.number("reading", of: row) else { continue }
                if let (date, time) = wallClock(table.text("time", of: row)) {
                    local.append(LocalReading(date, time, value))
                } else if let time = table.time("time", of: row) {
                    absolute.append(Reading(time, value))
                }
                if !local.isEmpty, !absolute.isEmpty {
                    table.report("time: some times of this meter say an offset and some do not", "time", row)
                    break
                }
            }
            let clocked = ClockedReadings(local, in: first.zone, step: step)
            var consumption = ReadingSequence(clocked.readings + absolute, of: first.meter).consumption(step: step)
            consumption.findings = (clocked.findings + consumption.findings).sorted { $0.from < $1.from }
            result.append(consumption)
        }
        try table.problems.conclude()
        return result
    }

    private func span(of row: MeterTable.Row, _ table: MeterTable) -> Range<Timestamp>? {
        guard let from = table.time("from", of: row), let to = table.time("to", of: row) else { return nil }
        if from < to { return from..<to }
        table.report("to: does not lie after from", "to", row)
        return nil
    }

    /// `2026-10-25T02:30` or `2026-10-25 02:30:00`; `nil` for anything else.
    private func wallClock(_ text: String?) -> (CivilDate, TimeOfDay)? {
        guard let text, let cut = text.firstIndex(where: { $0 == "T" || $0 == " " }),
            let date = try? CivilDate(text[..<cut]), let time = try? TimeOfDay(text[text.index(after: cut)...])
        else { return nil }
        return (date, time)
    }
}

extension Meter {
    /// The kind of the bills that name it.
    fileprivate var billed: Kind {
        switch (medium, use) {
        case (.electricity, .generation): .generation
        case (.electricity, .export): .export
        case (.electricity, _): .electricity
        case (.gas, _): .fuel
        case (.water, _): .water
        case (.heat, _): .heat
        }
    }
}
