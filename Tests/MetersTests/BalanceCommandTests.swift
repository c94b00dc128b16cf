import Activities
import ArgumentParser
import Calendars
import Glibc
import Ledger
import Meters
import Quantities
import Scratch
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
            "--organisation",
            try written(
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
                    zones: { office: { area: 120 m2 } }
                """),
        ]).results()
        let check = try #require(results.first?.bills.first)
        #expect((check.verdict, check.account?.coverage, check.account?.portion.amount) == (.agrees, 1, 310))
    }

    private func written(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        return path
    }
}
