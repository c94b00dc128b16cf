import Activities
import ArgumentParser
import Calendars
import Indicators
import Ledger
import Meters
import Quantities
import Testing

@testable import Hub

/// All figures of the hub take a meter's counts from one place; here they are asked side by side: indicators, the
/// balance and a saving.
@Suite struct `What is known of a meter` {
    @Test func `is what boards feed, though a file of years ago was imported`() throws {
        let building = try Building(main, light("{ board: east, zone: hall, from: 2026-01-01 }"))
        try building.imported("light", -400 ..< -300, daily: 50)
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<4, hourly: 1_000)
        #expect(try building.told(of: "light", 1..<3) == [48, 48, 48])
        let share = try #require(try building.figure("lighting_share", 1..<3))
        #expect((share.value, share.coverage) == (0.24, 1))
    }

    @Test func `is what boards feed since they do, and the file's before`() throws {
        let building = try Building(main, light("{ board: east, zone: hall, from: 2026-01-03 }"))
        try building.imported("light", 0..<2, daily: 50)
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<4, hourly: 1_000)
        #expect(try building.told(of: "light", 0..<4) == [148, 148, 148])
        let again = try Building(main, light("{ board: east, zone: hall, from: 2026-01-01, to: 2026-01-03 }"))
        try again.fed("hall", by: "east", 0..<4, hourly: 1_000)
        try again.imported("light", 2..<4, daily: 50)
        try again.imported("main", 0..<4, daily: 100, use: .total)
        try again.weather(0..<4)
        #expect(try again.told(of: "light", 0..<4) == [148, 148, 148])
    }

    @Test func `is counted once where a file and a board tell of the same time`() throws {
        let building = try Building(main, light("{ board: east, zone: hall, from: 2026-01-02 }"))
        try building.imported("light", 0..<4, daily: 50)
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<2, hourly: 1_000)
        #expect(try building.told(of: "light", 0..<4) == [174, 174, 174])
        let account = try #require(try building.balance(0..<4).first?.branch(of: "main")?.below.first)
        #expect((account.portion.isDoubled, account.coverage) == (false, 1))
    }

    @Test func `goes on with a board that was renamed`() throws {
        let building = try Building(
            main,
            light(
                "[{ board: east, zone: hall, from: 2026-01-01, to: 2026-01-03 }, { board: west, zone: hall, from: 2026-01-03 }]"
            ))
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<2, hourly: 1_000)
        try building.fed("hall", by: "west", 2..<4, hourly: 2_000)
        #expect(try building.told(of: "light", 0..<4) == [144, 144, 144])
    }

    @Test func `loses nothing where it goes from board to board within an hour`() throws {
        let feeds =
            "[{ board: east, zone: hall, from: 2026-01-01, to: 2026-01-03T09:30:00Z }, "
            + "{ board: west, zone: room, from: 2026-01-03T09:30:00Z }]"
        let building = try Building(main, light(feeds))
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<4, hourly: 1_000)
        try building.fed("room", by: "west", 0..<4, hourly: 2_000)
        #expect(try building.told(of: "light", 0..<4) == [134.5, 134.5, 134.5])
    }

    @Test func `is what its feed says before a board's meter of its name, and that before a file`() throws {
        let building = try Building(main, light("{ board: east, zone: hall, from: 2026-01-01, to: 2026-01-02 }"))
        try building.imported("light", 0..<4, daily: 50)
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<4, hourly: 1_000)
        try building.counted("light", by: "north", 0..<3, daily: 10)
        #expect(try building.told(of: "light", 0..<4) == [24 + 10 + 10 + 50, 94, 94])
        let meters = try SiteMeters(
            of: "s", in: Ledger(building.ledger, .reading), as: nil, over: Timestamp.day(0)..<Timestamp.day(4))
        #expect(meters.series(of: "light")?.intervals.map(\.amount) == [10, 10, 10, 50])
        #expect(
            meters.remarks.map(\.text) == [
                "s/light was imported, and a board counts it too: the board's word is taken, and the import's where the "
                    + "board has none"
            ])
    }

    @Test func `is nothing of another unit, and a meter that counted nothing is there without counts`() throws {
        let building = try Building(main, light("[]"))
        try building.imported("light", 0..<2, daily: 50, use: .total, medium: .water)
        let meters = try SiteMeters(
            of: "s", in: Ledger(building.ledger, .reading), as: [Self.meter("light"), Self.meter("main")],
            over: Timestamp.day(0)..<Timestamp.day(2))
        #expect(meters.series(of: Self.meter("light")) == nil)
        #expect(meters.series.map(\.meter) == ["light", "main"])
        #expect(
            meters.remarks.map(\.text) == [
                "s/light counts water, and the register says electricity: the register is not followed"
            ])
    }

    @Test func `is compared with the register, where a board counts another instrument or constant`() throws {
        let building = try Building(main, light("[]"))
        try building.counted("light", by: "north", 0..<3, daily: 10)
        var meter = Self.meter("light")
        meter.installations = [Installation(from: .day(-400), serial: "B", pulses: 1)]
        func remarks() throws -> [String] {
            try SiteMeters(
                of: "s", in: Ledger(building.ledger, .reading), as: [meter], over: Timestamp.day(0)..<Timestamp.day(4)
            ).remarks.map(\.text)
        }
        #expect(try remarks().isEmpty, "the board says no serial, and a pulse is a kWh")
        meter.installations[0].pulses = 1_000
        #expect(
            try remarks() == [
                "s/light gives 1000.0 pulses per kWh by the register, and board north counts 1.0: one of them is to be "
                    + "corrected"
            ])
    }

    @Test func `needs the register for a saving of a meter that zones feed`() throws {
        let building = try Building(main, light("{ board: east, zone: hall, from: 2026-01-01 }"))
        try building.weather(0..<4)
        try building.fed("hall", by: "east", 0..<4, hourly: 1_000)
        let words = [
            "--ledger", building.ledger, "--meter", "s/light", "--baseline", "2026-01-01/2026-01-02", "--reporting",
            "2026-01-02/2026-01-03",
        ]
        #expect(throws: HubError.self) { _ = try SavingsCommand.parse(words).outcome() }
        let files = ["--register", building.register, "--organisation", building.organisation]
        #expect(try SavingsCommand.parse(words + files).outcome().baseline?.days == 1)
        #expect(throws: (any Error).self) { _ = try SavingsCommand.parse(words + files.prefix(2)) }
    }

    @Test func `is not counted again in a use by the meter below it`() throws {
        let building = try Building(
            main, light("[]"), "room: \(Self.meter("lighting, parent: light", from: "2025-01-01"))")
        try building.imported("main", 0..<4, daily: 100, use: .total)
        try building.imported("light", 0..<4, daily: 40)
        try building.imported("room", 0..<4, daily: 10)
        try building.weather(0..<4)
        let share = try #require(try building.figure("lighting_share", 1..<3))
        #expect((share.value, share.coverage) == (0.4, 1))
        #expect(try building.told(of: "room", 1..<3) == [20, 20, 20], "of itself it is known as before")
    }

    private let main = "main: \(meter("total", from: "2020-01-01"))"

    private func light(_ feeds: String) -> String {
        "light: \(Self.meter("lighting, parent: main\(feeds == "[]" ? "" : ", feeds: \(feeds)")", from: "2020-01-01"))"
    }

    private static func meter(_ rest: String, from: String) -> String {
        "{ medium: electricity, unit: kWh, installations: { from: \(from), serial: A }, use: \(rest) }"
    }

    private static func meter(_ id: String) -> Meter {
        Meter(site: "s", id: id, medium: .electricity, use: id == "main" ? .total : .lighting)
    }
}
