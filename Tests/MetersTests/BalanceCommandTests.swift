import Activities
import ArgumentParser
import Calendars
import Glibc
import Ledger
import Meters
import Quantities
import Records
import Scratch
import Telemetry
import Testing

@testable import Hub

@Suite struct `The balance of a ledger` {
    let home = Home()

    @Test func `judges a bill over its own span, though the period is a month and the bill is of two halves`() throws {
        let ledger = home.path + "/ledger.db"
        var delivery = Activities.Delivery(kind: "readings", file: "main.csv", sha256: "1")
        let start = try Timestamp(iso8601: "2025-12-10T00:00:00Z")
        let intervals = (0..<60).map {
            Series.Interval(from: start + .days($0), to: start + .days($0 + 1), amount: 10)
        }
        delivery.meters = [
            .init(
                series: Series(site: "s", meter: "main", medium: .electricity, use: .total, intervals: intervals),
                lines: Array(2..<62))
        ]
        var bills = Activities.Delivery(kind: "electricity", file: "bills.csv", sha256: "2")
        bills.activities = [
            Activity(
                .electricity, site: "s", from: try Timestamp(iso8601: "2025-12-15T00:00:00Z"),
                to: try Timestamp(iso8601: "2026-01-15T00:00:00Z"), amount: 310, unit: .kilowattHours,
                details: [.meter: "main"], quality: .billed, origin: Origin(batch: 0, file: "bills.csv", line: 2))
        ]
        do {
            let batches = try Batches(ledger, program: "test")
            for delivery in [delivery, bills] {
                _ = try batches.take(delivery, by: "test", at: Timestamp(iso8601: "2026-03-01T00:00:00Z"))
            }
        }
        let results = try BalanceCommand.parse([
            "--from", "2026-01-01", "--to", "2026-02-01", "--ledger", ledger, "--register",
            try written(
                "meters.yaml",
                """
                lightwell: 1
                sites:
                  s:
                    meters:
                      main: { medium: electricity, use: total, unit: kWh, installations: { from: 2025-01-01T00:00:00Z, serial: A } }
                """),
            "--organisation", try written("organisation.yaml", Self.organisation),
        ]).results()
        let check = try #require(results.first?.bills.first)
        #expect((check.verdict, check.account?.coverage, check.account?.portion.amount) == (.agrees, 1, 310))
    }

    @Test func `takes the board's counts of a meter, and the import's where it has none, as figures do`() throws {
        let path = home.path + "/both.db"
        let start = try Timestamp(iso8601: "2026-01-01T00:00:00Z")
        do {
            let ledger = try Ledger(path, .writing(program: "test"))
            var metering = Record.Metering(
                meter: "main", medium: .water, boot: 1, start: start, end: start + .days(10))
            (metering.observed, metering.pulses) = (Duration.days(10).milliseconds, 1_000)
            (metering.amount, metering.serial) = (100_000_000, "A")
            let shipment = Shipment(journal: "a", first: 1, sequence: 1, content: .record(.metering(metering)))
            try ledger.commit { () throws(LedgerError) in _ = try ledger.take(shipment, site: "s", board: "b") }
        }
        var delivery = Activities.Delivery(kind: "readings", file: "main.csv", sha256: "1")
        let days = (0..<31).map {
            Series.Interval(from: start + .days($0), to: start + .days($0 + 1), amount: 7)
        }
        for medium in [Series.Medium.water, .gas] {
            delivery.meters.append(
                .init(
                    series: Series(site: "s", meter: "main", medium: medium, use: .total, intervals: days),
                    lines: Array(2..<33)))
        }
        _ = try Batches(path, program: "test").take(
            delivery, by: "test", at: Timestamp(iso8601: "2026-03-01T00:00:00Z"))
        let results = try BalanceCommand.parse([
            "--from", "2026-01-01", "--to", "2026-02-01", "--ledger", path, "--register",
            try written(
                "meters.yaml",
                """
                lightwell: 1
                sites:
                  s:
                    meters:
                      main: { medium: water, use: total, unit: m3, installations: { from: 2025-01-01T00:00:00Z, serial: A } }
                """),
            "--organisation", try written("organisation.yaml", Self.organisation),
        ]).results()
        let account = try #require(results.first?.nodes.first?.account)
        #expect(abs(account.portion.amount - (100 + 21 * 7)) < 1e-9, "gas of the same name is another meter")
        #expect(account.coverage == 1 && !account.portion.isDoubled)
    }

    private static let organisation = """
        lightwell: 1
        organisation: o
        name: O
        sites:
          s:
            name: S
            timezone: UTC
            factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
            zones: { office: { area: 120 m2 } }
        """

    private func written(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        return path
    }
}
