import Activities
import ArgumentParser
import Calendars
import Glibc
import Ledger
import Quantities
import Records
import Scratch
import Telemetry
import Testing

@testable import Baselines
@testable import Hub

@Suite struct `A saving from a ledger` {
    private let home = Home()
    private var path: String { home.path + "/ledger.db" }

    @Test func `takes a board's meter where the imported one of its name has nothing of the time`() throws {
        try take([.init(from: .day(-400), to: .day(-399), amount: 5)])
        try count(7)
        let input = try input()
        #expect(input.series.intervals == [.init(from: .day(0), to: .day(1), amount: 7)])
        #expect(input.notes.isEmpty)
    }

    @Test func `takes the board's word where both know the meter, the import's where it has none, and says so`() throws
    {
        try take([.init(from: .day(0), to: .day(1), amount: 5), .init(from: .day(1), to: .day(2), amount: 6)])
        try count(7)
        let input = try input()
        #expect(input.series.intervals.map(\.amount) == [7, 6])
        let sentence = "home/main was imported, and a board counts it too: the board's word is taken, and the import's "
        #expect(input.notes == [sentence + "where the board has none"])
    }

    @Test func `says how much of it no meter told`() throws {
        try take([
            .init(from: .day(0), to: .day(1), amount: 30),
            .init(from: .day(1), to: .day(2), amount: 10, quality: .interpolated),
        ])
        #expect(
            try input().notes == [
                "home/main: 1 of 2 intervals, 25.0 % of the energy, are interpolated, billed or assumed, not metered"
            ])
    }

    @Test func `is not proven by ratings`() throws {
        try take([.init(from: .day(0), to: .day(1), amount: 30, quality: .proxy)])
        let error = #expect(throws: HubError.self) { _ = try input() }
        #expect(try #require(error).description.hasPrefix("home/main has no meter in 1 of 1 hours"))
    }

    @Test func `bears a tenth of assumed readings, and says so`() throws {
        try take(
            (0..<20).map { hour in
                .init(
                    from: .day(0) + .hours(hour), to: .day(0) + .hours(hour + 1), amount: 5,
                    quality: hour == 9 ? .proxy : .metered)
            })
        #expect(
            try input().notes == [
                "home/main: 1 of 20 intervals, 5.0 % of the energy, are interpolated, billed or assumed, not metered"
            ])
    }

    @Test func `counts days by the clock of the site, and says where the ledger does not know it`() throws {
        try take([.init(from: .day(0), to: .day(1), amount: 30)])
        let command = try SavingsCommand.parse([
            "--ledger", path, "--meter", "home/main", "--baseline", "2026-06-30/2026-07-01", "--reporting",
            "2026-07-01/2026-07-02",
        ])
        let sentence = "the ledger does not know the time zone of home: days are those of UTC; see --timezone"
        #expect(try command.outcome().notes == [sentence])
        #expect(try command.outcome().baseline?.days == 1)
        try Ledger(path, .writing(program: "test")).setTimezones(["home": TimeZone(named: "Asia/Tokyo")])
        #expect(try command.outcome().notes.isEmpty)
        #expect(try command.outcome().baseline?.days == 0, "of that day in Tokyo 9 hours are not known")
    }

    @Test func `is of the zones and the use that the register of meters says`() throws {
        try take([.init(from: .day(0), to: .day(1), amount: 30)])
        func scope(_ use: String, _ meter: String = "main") throws -> LampScope? {
            let register = write(
                "meters.yaml",
                """
                lightwell: 1
                sites:
                  home:
                    meters:
                      \(meter):
                        medium: electricity
                        use: \(use)
                        unit: kWh
                        zones: [south, corridor]
                        installations:
                          - { from: 2026-01-01, serial: A-1, pulses: 1000 per kWh, digits: 6, start: 0 }
                """)
            let score = write(
                "score.json",
                "{\"hours_known\": 24, \"energies_kwh\": {\"used\": 1, \"clock\": 2}, \"zones\": [{\"name\": \"south\"}]}"
            )
            return try SavingsCommand.parse([
                "--ledger", path, "--meter", "home/main", "--baseline", "2026-06-30/2026-07-01", "--reporting",
                "2026-07-01/2026-07-02", "--attributed", score, "--register", register, "--organisation",
                write(
                    "organisation.yaml",
                    """
                    lightwell: 1
                    organisation: house
                    name: House
                    sites:
                      home:
                        name: Home
                        timezone: UTC
                        factor: { value: 20 gCO2e/kWh, source: "none", year: 2026, kind: location-based average direct generation }
                        zones: { south: { area: 20 m2 }, corridor: { area: 9 m2 } }
                    """),
            ]).outcome().scope
        }
        #expect(try scope("lighting")?.meter == ["south", "corridor"])
        #expect(try scope("lighting")?.isSame == false && scope("lighting")?.otherUse == nil)
        #expect(try scope("total")?.otherUse == "total")
        #expect(throws: HubError.self) { _ = try scope("lighting", "other") }
    }

    private func write(_ name: String, _ text: String) -> String {
        let path = home.path + "/" + name
        guard let file = fopen(path, "w") else { return path }
        fputs(text, file)
        fclose(file)
        return path
    }

    private func input() throws -> SavingsInput {
        let (first, second) = (try dates("2026-06-30", "2026-07-01"), try dates("2026-07-01", "2026-07-02"))
        return try SavingsInput(
            energy: nil, ledger: Ledger(path, .reading), meter: MeterName("home/main"), weather: nil, in: .utc,
            from: first, to: second)
    }

    private func dates(_ from: String, _ to: String) throws -> Dates {
        try #require(Dates(from: try CivilDate(from), to: try CivilDate(to)))
    }

    /// An imported meter, and weather.
    private func take(_ intervals: [Series.Interval]) throws {
        var delivery = Activities.Delivery(kind: "meters", file: "main.csv", sha256: "1")
        let series = Series(site: "home", meter: "main", medium: .electricity, use: .total, intervals: intervals)
        delivery.meters = [.init(series: series, lines: intervals.indices.map { $0 + 2 })]
        let readings = (0..<48).map { Temperatures.Reading(at: .day(0) + .hours($0), celsius: 20) }
        delivery.weather = [
            .init(temperatures: Temperatures(site: "home", readings: readings), lines: readings.indices.map { $0 + 2 })
        ]
        _ = try Batches(path, program: "test").take(delivery, by: "test", at: .day(2))
    }

    /// What a board counted on the first day.
    private func count(_ kilowattHours: Int64) throws {
        var metering = Record.Metering(meter: "main", medium: .energy, boot: 1, start: .day(0), end: .day(1))
        (metering.observed, metering.pulses) = (86_400_000, kilowattHours)
        metering.amount = kilowattHours * 1_000_000
        let shipment = Shipment(journal: "a", first: 1, sequence: 1, content: .record(.metering(metering)))
        let ledger = try Ledger(path, .writing(program: "test"))
        try ledger.commit { () throws(LedgerError) in _ = try ledger.take(shipment, site: "home", board: "board") }
    }
}

extension Timestamp {
    /// Days after 2026-06-30T00:00:00Z.
    fileprivate static func day(_ number: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_782_777_600_000) + .days(number)
    }
}
