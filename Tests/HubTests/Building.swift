import Activities
import ArgumentParser
import Baselines
import Calendars
import Glibc
import Indicators
import Ledger
import Meters
import Quantities
import Records
import Register
import Scratch
import Telemetry
import Testing

@testable import Hub

/// A site `s` with its files and a ledger, gone with its test; its clock is UTC.
struct Building {
    let home = Home()
    var ledger: String { home.path + "/ledger.db" }
    let organisation: String
    let register: String

    /// - Parameter meters: of the register, each a line of YAML.
    init(_ meters: String...) throws {
        organisation = home.path + "/organisation.yaml"
        register = home.path + "/meters.yaml"
        write(
            "organisation.yaml",
            """
            lightwell: 1
            organisation: o
            name: O
            sites:
              s:
                name: S
                timezone: UTC
                factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
                zones: { hall: { area: 100 m2 }, room: { area: 20 m2 } }
            """)
        let lines = meters.map { "      \($0)\n" }.joined()
        write("meters.yaml", "lightwell: 1\nsites:\n  s:\n    meters:\n\(lines)")
    }

    @discardableResult
    func write(_ name: String, _ text: String) -> String {
        let path = home.path + "/" + name
        guard let file = fopen(path, "w") else { return path }
        fputs(text, file)
        fclose(file)
        return path
    }

    /// What a file says of a meter: so much a day, one interval a day.
    func imported(
        _ meter: String, _ days: Range<Int64>, daily: Double, use: Series.Use = .lighting,
        medium: Series.Medium = .electricity
    ) throws {
        var delivery = Activities.Delivery(kind: "readings", file: "\(meter).csv", sha256: "\(meter) \(days)")
        let intervals = days.map { Series.Interval(from: .day($0), to: .day($0 + 1), amount: daily) }
        let series = Series(site: "s", meter: meter, medium: medium, use: use, intervals: intervals)
        delivery.meters = [.init(series: series, lines: intervals.indices.map { $0 + 2 })]
        _ = try Batches(ledger, program: "test").take(delivery, by: "test", at: .day(0))
    }

    /// Weather of every hour.
    func weather(_ days: Range<Int64>) throws {
        var delivery = Activities.Delivery(kind: "weather", file: "sky.csv", sha256: "sky \(days)")
        let readings = (days.lowerBound * 24..<days.upperBound * 24).map {
            Temperatures.Reading(at: .day(0) + .hours($0), celsius: 20)
        }
        delivery.weather = [
            .init(temperatures: Temperatures(site: "s", readings: readings), lines: readings.indices.map { $0 + 2 })
        ]
        _ = try Batches(ledger, program: "test").take(delivery, by: "test", at: .day(0))
    }

    /// What the meter of a board's zone counted: so many Wh an hour, a record an hour; somebody was in for so many
    /// milliseconds of it.
    func fed(
        _ zone: String, by board: String, _ days: Range<Int64>, hourly: Int64, occupied: Int64 = 1_800_000
    ) throws {
        let ledger = try Ledger(ledger, .writing(program: "test"))
        try ledger.commit { () throws(LedgerError) in
            for hour in days.lowerBound * 24..<days.upperBound * 24 {
                let number = hour - days.lowerBound * 24 + 1
                var totals = Totals()
                (totals[.observedTime], totals[.meteredTime]) = (number * 3_600_000, number * 3_600_000)
                (totals[.meteredEnergy], totals[.occupiedTime]) = (number * hourly * 1_000, number * occupied)
                let interval = Record.Interval(
                    zone: zone, boot: 1, start: .day(0) + .hours(hour), end: .day(0) + .hours(hour + 1), totals: totals)
                let shipment = Shipment(
                    journal: board, first: UInt64(number), sequence: UInt64(number),
                    content: .record(.interval(interval)))
                _ = try ledger.take(shipment, site: "s", board: board)
            }
        }
    }

    /// What a board's meter counted that belongs to no zone, a record a day.
    func counted(_ meter: String, by board: String, _ days: Range<Int64>, daily: Int64) throws {
        let ledger = try Ledger(ledger, .writing(program: "test"))
        try ledger.commit { () throws(LedgerError) in
            for (index, day) in days.enumerated() {
                let number = Int64(index) + 1
                var metering = Record.Metering(
                    meter: meter, medium: .energy, boot: 1, start: .day(day), end: .day(day + 1))
                (metering.observed, metering.pulses) = (number * 86_400_000, number * daily)
                metering.amount = number * daily * 1_000_000
                let shipment = Shipment(
                    journal: "meters of \(board)", first: UInt64(number), sequence: UInt64(number),
                    content: .record(.metering(metering)))
                _ = try ledger.take(shipment, site: "s", board: board)
            }
        }
    }

    /// What figures, the balance and a saving take a meter to have counted, kWh.
    func told(of meter: String, _ days: Range<Int64>) throws -> [Double] {
        let (from, to) = (Timestamp.day(days.lowerBound), Timestamp.day(days.upperBound))
        let estate = try estate(days).sites[0].series.filter { $0.meter == meter }
        let above = try balance(days).flatMap(\.branches)
        let accounts = above.flatMap { [$0.above] + $0.below }.filter { $0.meter.id == meter }
        let held = try saving(of: meter, days)
        return [
            Portion(of: estate.flatMap(\.intervals), from: from, to: to).amount, accounts.first?.portion.amount ?? -1,
            Portion(of: held.series.intervals, from: from, to: to).amount,
        ].map { ($0 * 1_000).rounded() / 1_000 }
    }

    /// What a saving is computed from.
    func saving(of meter: String, _ days: Range<Int64>, asksOccupancy: Bool = false) throws -> SavingsInput {
        let (from, to) = (Timestamp.day(days.lowerBound), Timestamp.day(days.upperBound))
        let dates = try #require(Dates(from: CivilDate(from.date), to: CivilDate(to.date)))
        return try SavingsInput(
            energy: nil, ledger: Ledger(ledger, .reading), meter: MeterName("s/\(meter)"),
            of: MeterRegister(reading: register).meters, weather: nil, asksOccupancy: asksOccupancy, in: .utc,
            from: dates, to: dates)
    }

    func estate(_ days: Range<Int64>) throws -> Indicators.Estate { try options(days).load().estate }

    /// A figure of the site.
    func figure(_ key: String, _ days: Range<Int64>) throws -> Figure? {
        let loaded = try options(days).load()
        let indicator = try IndicatorsCommand.indicator(key)
        return Catalogue.compute([indicator], of: loaded.estate, over: loaded.period).first { $0.scope == .site("s") }
    }

    func balance(_ days: Range<Int64>) throws -> [Reconciliation] {
        try BalanceCommand.parse([
            "--from", Timestamp.day(days.lowerBound).date, "--to", Timestamp.day(days.upperBound).date, "--ledger",
            ledger, "--register", register, "--organisation", organisation,
        ]).results()
    }

    private func options(_ days: Range<Int64>) throws -> EstateOptions {
        try EstateOptions.parse([
            "--from", Timestamp.day(days.lowerBound).date, "--to", Timestamp.day(days.upperBound).date, "--ledger",
            ledger, "--register", register, "--organisation", organisation,
        ])
    }
}

extension Timestamp {
    /// Days after 2026-01-01.
    static func day(_ number: Int64) -> Timestamp { Timestamp(milliseconds: 1_767_225_600_000) + .days(number) }

    fileprivate var date: String { String(iso8601.prefix(10)) }
}
