import Activities
import Calendars
import Ledger
import Quantities
import Records
import Scratch
import Specimens
import Telemetry
import Testing

@testable import Hub

/// The ledger and the files of a site in Geneva, gone with their test.
final class Geneva {
    let home = Home()
    var path: String { home.path + "/ledger" }
    /// 14:00 in Geneva.
    let noon = Timestamp(milliseconds: 1_782_820_800_000)

    func files(_ text: String = OrganisationFile.text) throws -> EstateFiles {
        try EstateFiles(organisation: home.write(text, to: "organisation.yaml"))
    }

    /// With a review, and a target from 2024 to 2030.
    func files(target indicator: String, _ before: Int, _ after: Int) throws -> EstateFiles {
        try files(
            OrganisationFile.text + """
                reviews:
                  - { name: energy review, every: 12 months, last: 2025-01-15 }
                targets:
                  - { indicator: \(indicator), baseline: { value: \(before), year: 2024 }, target: { value: \(after), year: 2030 } }
                """)
    }

    /// Two zones that draw the same each day of 2026 until the end of 30 June.
    func lit(watts: Int64) throws {
        let start = try Timestamp(iso8601: "2026-01-01")
        let records = (Int64(0)...180).flatMap { day in
            ["office-south", "corridor"].map { zone in
                var totals = Totals()
                totals[.observedTime] = (day + 1) * 86_400_000
                totals[.lampEnergy] = (day + 1) * 12 * watts * 1_000
                return Record.interval(
                    Record.Interval(
                        zone: zone, boot: 1, start: start + .days(day), end: start + .days(day + 1), totals: totals))
            }
        }
        try take(records, journal: "lit")
    }

    /// Two water meters of a board for the ten days before noon or another time, in quarters of an hour.
    func counted(until end: Timestamp? = nil, litresPerHour: (_ meter: String, _ hour: Int) -> Int64) throws {
        let end = end ?? noon
        let zone = try TimeZone(named: "Europe/Zurich")
        var amounts: [String: Int64] = [:]
        let records = (Int64(0)..<960).reversed().flatMap { quarter in
            ["main", "garden"].map { meter in
                let start = end - .minutes(15) * (quarter + 1)
                let hour = zone.civil(of: start).time.hour
                amounts[meter, default: 0] += litresPerHour(meter, hour) * 250
                var metering = Record.Metering(
                    meter: meter, medium: .water, boot: 1, start: start, end: start + .minutes(15))
                metering.amount = amounts[meter] ?? 0
                return Record.metering(metering)
            }
        }
        try take(records, journal: "wet")
    }

    private func take(_ records: [Record], journal: String) throws {
        let hub = try Ledger(path, .writing(program: "test"))
        try hub.commit { () throws(LedgerError) in
            for (index, record) in records.enumerated() {
                let sequence = UInt64(index + 1)
                let outcome = try hub.take(
                    Shipment(journal: journal, first: sequence, sequence: sequence, content: .record(record)),
                    site: "geneva", board: journal)
                #expect(outcome == .taken)
            }
        }
    }

    /// Hours of an imported meter, by the hour of Geneva's clock; m3.
    func imported(
        _ meter: String, _ medium: Series.Medium, from start: Timestamp, hours: Int64, _ amount: (Int) -> Double
    ) throws {
        let zone = try TimeZone(named: "Europe/Zurich")
        let intervals = (0..<hours).map { hour in
            let from = start + .hours(hour)
            return Series.Interval(from: from, to: from + .hours(1), amount: amount(zone.civil(of: from).time.hour))
        }
        var delivery = Activities.Delivery(kind: "readings", file: "\(meter).csv", sha256: "\(meter)\(start)")
        let series = Series(site: "geneva", meter: meter, medium: medium, use: .total, intervals: intervals)
        delivery.meters = [.init(series: series, lines: intervals.indices.map { $0 + 2 })]
        try take(delivery)
    }

    /// Bills of electricity for the months of 2026 until one.
    func billed(kilowattHours: Double, through last: Int) throws {
        var delivery = Activities.Delivery(kind: "electricity", file: "bills.csv", sha256: "b")
        let zone = try TimeZone(named: "Europe/Zurich")
        delivery.activities = try (1...last).map { month in
            let first = try #require(CivilDate(year: 2026, month: month, day: 1))
            let next = try #require(CivilDate(year: 2026, month: month + 1, day: 1))
            return Activity(
                .electricity, site: "geneva", from: zone.timestamp(of: first), to: zone.timestamp(of: next),
                amount: kilowattHours, unit: .kilowattHours, quality: .billed,
                origin: Origin(batch: 0, file: "bills.csv", line: month + 1))
        }
        try take(delivery)
    }

    private func take(_ delivery: Activities.Delivery) throws {
        let outcome = try Batches(path, program: "test").take(delivery, by: "test", at: noon)
        guard case .taken = outcome else { throw LedgerError.refused("\(delivery.file) was refused") }
    }
}
