import Activities
import ArgumentParser
import Baselines
import Ledger
import Quantities
import Testing

@testable import Hub

@Suite struct `The time that zones were occupied` {
    private let building: Building

    init() throws {
        building = try Building(
            "main: { medium: electricity, use: total, unit: kWh, installations: { from: 2025-01-01, serial: A } }",
            "light: { medium: electricity, use: lighting, parent: main, zones: [hall], unit: kWh, installations: { from: 2025-01-01, serial: B } }"
        )
        // In the hall half of each hour, in the room a quarter; that of the room is known of one day alone.
        try building.fed("hall", by: "east", 0..<2, hourly: 100)
        try building.fed("room", by: "west", 0..<1, hourly: 100, occupied: 900_000)
        try building.imported("light", 0..<2, daily: 10)
        try building.imported("main", 0..<2, daily: 10, use: .total)
        try building.weather(0..<2)
    }

    @Test func `is the mean of zones, and missing where too few of them tell`() throws {
        let ledger = try Ledger(building.ledger, .reading)
        let all = try OccupiedTime(of: "s", in: ledger, over: Timestamp.day(0)..<Timestamp.day(2))
        #expect(all.zones == ["hall", "room"])
        #expect(all.course.intervals.map(\.value) == Array(repeating: 0.375, count: 24))
        let hall = try OccupiedTime(
            of: "s", zones: ["hall", "attic"], in: ledger, over: Timestamp.day(0)..<Timestamp.day(2))
        #expect(hall.course.intervals.map(\.value) == Array(repeating: 0.5, count: 48))
        #expect(
            hall.note
                == "occupancy is the occupied share of each hour, the mean of 1 zone (hall); nothing is known of attic")
        #expect(throws: HubError.self) {
            _ = try OccupiedTime(of: "s", zones: ["attic"], in: ledger, over: Timestamp.day(0)..<Timestamp.day(2))
        }
    }

    @Test func `is a variable of a saving where it is asked for, of the zones that the meter counts`() throws {
        #expect(try input("light", asks: false).occupancy == nil)
        let light = try input("light", asks: true)
        #expect(light.occupancy?.intervals.map(\.value) == Array(repeating: 0.5, count: 48))
        #expect(light.notes == ["occupancy is the occupied share of each hour, the mean of 1 zone (hall)"])
        #expect(try input("main", asks: true).occupancy?.intervals.count == 24)
        let words = ["--baseline", "2026-01-01/2026-01-02", "--reporting", "2026-01-02/2026-01-03"]
        #expect(throws: (any Error).self) {
            _ = try SavingsCommand.parse(words + ["--energy", "e.csv", "--weather", "w.csv", "--zone-occupancy"])
        }
        let command = try SavingsCommand.parse(
            words + [
                "--ledger", building.ledger, "--meter", "s/light", "--zone-occupancy", "--register", building.register,
                "--organisation", building.organisation,
            ])
        #expect(try command.outcome().table.contains("the mean of 1 zone (hall)"))
    }

    private func input(_ meter: String, asks: Bool) throws -> SavingsInput {
        try building.saving(of: meter, 0..<2, asksOccupancy: asks)
    }
}
