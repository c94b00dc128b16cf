import Activities
import Alarms
import Calendars
import Ledger
import Quantities
import Records
import Register
import Scratch
import Specimens
import Telemetry
import Testing
import YAML

@testable import Hub

@Suite final class `What the watch over alarms sees` {
    private let geneva = Geneva()

    @Test func `is what the hub saw of boards, and when the hub was there last`() throws {
        do {
            let hub = try Ledger(path, .writing(program: "test"))
            try hub.note([
                Sighting(
                    site: "geneva", board: "one", firstSeen: geneva.noon, born: geneva.noon, gone: geneva.noon,
                    journal: "a",
                    quarantine: "unknown", complaint: "copied", backlog: 7, hoursLeft: 30,
                    faults: ["corridor": "light-lost"], heard: geneva.noon)
            ])
            try hub.signOfLife(at: geneva.noon)
        }
        var sight = AlarmSight(ledger: path, files: nil)
        #expect(
            try sight.look(at: geneva.noon + .minutes(1))
                == Observation(
                    at: geneva.noon + .minutes(1), hubHeard: geneva.noon,
                    boards: [
                        BoardState(
                            site: "geneva", board: "one", gone: geneva.noon, quarantine: "unknown", complaint: "copied",
                            backlog: 7, hoursLeft: 30, faults: ["corridor": "light-lost"])
                    ]))
    }

    @Test func `is where a target will be at the end of the year, and which review is due when`() throws {
        try geneva.lit(watts: 200)
        var sight = AlarmSight(ledger: path, files: try geneva.files(target: "energy", 1_200, 400))
        let seen = try sight.look(at: geneva.noon)
        #expect(seen.deadlines == [Deadline(.review, of: "energy review", by: try CivilDate("2026-01-15"))])
        let outlook = try #require(seen.targets.first)
        #expect(outlook.name == "energy of demo" && outlook.unit == "kWh")
        // 200 W through all 8760 hours of 2026; on the way from 1200 to 400 kWh a third is done.
        let allowed = 1_200 - 800.0 / 3
        #expect(abs(outlook.forecast - 1_752) < 1)
        #expect(abs(outlook.allowed - allowed) < 0.001)
        #expect(outlook.coverage > 0.98)
        #expect(Rules().conditions(in: seen).map(\.key.kind) == [.targetAtRisk, .reviewOverdue])
    }

    @Test func `leads to no alarm of a target that is met`() throws {
        try geneva.lit(watts: 100)
        var sight = AlarmSight(ledger: path, files: try geneva.files(target: "energy", 1_200, 400))
        #expect(Rules().conditions(in: try sight.look(at: geneva.noon)).map(\.key.kind) == [.reviewOverdue])
    }

    @Test func `is a target at risk by bills alone, where there are no boards, and the last bill is a month old`()
        throws
    {
        try geneva.billed(kilowattHours: 1_000, through: 5)
        var sight = AlarmSight(ledger: path, files: try geneva.files(target: "electricity", 10_000, 4_000))
        let seen = try sight.look(at: geneva.noon)
        let outlook = try #require(seen.targets.first)
        // Five months of 151 days; on the way from 10000 to 4000 kWh a third is done.
        #expect(abs(outlook.forecast - 5_000 * 365 / 151) < 0.5 && abs(outlook.allowed - 8_000) < 1e-9)
        #expect(outlook.coverage > 0.999 && outlook.elapsed == .days(151))
        #expect(Rules().conditions(in: seen).map(\.key.kind) == [.targetAtRisk, .reviewOverdue])
    }

    @Test func `is no forecast of bills that stopped long ago`() throws {
        try geneva.billed(kilowattHours: 1_000, through: 3)
        var sight = AlarmSight(ledger: path, files: try geneva.files(target: "electricity", 10_000, 4_000))
        let seen = try sight.look(at: geneva.noon)
        #expect(abs((seen.targets.first?.coverage ?? 0) - 90.0 / 180) < 0.001)
        #expect(Rules().conditions(in: seen).map(\.key.kind) == [.reviewOverdue])
    }

    @Test func `is a water meter of a board that never rests, and not one that does`() throws {
        try geneva.counted { meter, hour in (7..<18).contains(hour) ? 400 : meter == "main" ? 20 : 0 }
        var sight = AlarmSight(ledger: path, files: try geneva.files())
        let seen = try sight.look(at: geneva.noon)
        let leak = try #require(seen.leaks.first)
        #expect(leak.meter == "geneva/main" && leak.medium == .water && leak.nights == 10)
        #expect(leak.last == (try CivilDate("2026-06-30")) && abs(leak.flow - 20) < 1e-9)
        #expect(leak.since == (try Timestamp(iso8601: "2026-06-21T01:00:00+02:00")))
        #expect(Rules().conditions(in: seen).filter { $0.key.kind == .leak }.map(\.key.subject) == ["geneva/main"])
    }

    @Test func `is the hours of the site's own night`() throws {
        // They rest from 1 to 5 in Geneva, when it is 8 to 12 in Tokyo.
        try geneva.counted { _, hour in 1..<5 ~= hour ? 0 : 400 }
        var sight = AlarmSight(ledger: path, files: try geneva.files())
        #expect(try sight.look(at: geneva.noon).leaks.isEmpty)
        let abroad = OrganisationFile.text.replacing("Europe/Zurich", with: "Asia/Tokyo")
        sight.files = try geneva.files(abroad)
        #expect(try sight.look(at: geneva.noon).leaks.map(\.meter) == ["geneva/garden", "geneva/main"])
    }

    @Test func `is no leak any more once a night was dry, nor one of a night that is not over`() throws {
        // Dripping until the last night, of which only the first hour is told.
        try geneva.counted(until: try Timestamp(iso8601: "2026-06-30T02:00:00+02:00")) { meter, _ in
            meter == "main" ? 20 : 0
        }
        var sight = AlarmSight(ledger: path, files: try geneva.files())
        #expect(try sight.look(at: geneva.noon).leaks.map(\.last) == [try CivilDate("2026-06-29")])
        // Of a file that came later, the same meter's last night.
        let night = try Timestamp(iso8601: "2026-06-30T02:00:00+02:00")
        try geneva.imported("main", .water, from: night, hours: 4) { _ in 0 }
        sight.files = try geneva.files()
        #expect(try sight.look(at: geneva.noon).leaks.isEmpty)
    }

    @Test func `is a leak of an imported meter of gas, too, for as long as its file is not too old`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let start = try Timestamp(iso8601: "2026-06-01T00:00:00+02:00")
        try geneva.imported("boiler", .gas, from: start, hours: 240) { 7..<18 ~= $0 ? 2 : 0.5 }
        var sight = AlarmSight(ledger: path, files: try geneva.files())
        let leak = try #require(try sight.look(at: geneva.noon).leaks.first)
        #expect(leak.meter == "geneva/boiler" && leak.medium == .gas && leak.nights == 10 && leak.flow == 500)
        #expect(try sight.look(at: geneva.noon + .days(62)).leaks.isEmpty)
    }

    @Test func `is the end of a calibration, by the register of meters`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let register = geneva.home.write(
            """
            lightwell: 1
            sites:
              geneva:
                meters:
                  supply:
                    medium: electricity
                    use: total
                    unit: kWh
                    installations:
                      - { from: 2020-01-01, to: 2025-01-01, serial: OLD, calibration: 2024-01-01 }
                      - { from: 2025-01-01, serial: NEW, calibration: 2026-07-15 }
            """, to: "meters.yaml")
        var sight = AlarmSight(
            ledger: path,
            files: try EstateFiles(
                organisation: geneva.home.write(OrganisationFile.text, to: "o.yaml"), register: register))
        let seen = try sight.look(at: geneva.noon)
        #expect(seen.deadlines == [Deadline(.calibration, of: "geneva/supply (NEW)", by: try CivilDate("2026-07-15"))])
        #expect(
            Rules().conditions(in: seen).map(\.words.what) == [
                "the calibration of geneva/supply (NEW) ends on 2026-07-15"
            ])
    }

    @Test func `of figures is drawn once an hour, or when the files are read again, and says once what it leaves out`()
        throws
    {
        try geneva.counted { meter, _ in meter == "main" ? 20 : 0 }
        let said = Said()
        let files = try geneva.files(
            """
            lightwell: 1
            organisation: demo
            name: Demo organisation
            sites:
              geneva:
                name: Geneva
                timezone: Europe/Zurich
                factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
                zones: {}
            targets:
              - { indicator: electricity, baseline: { value: 1, year: 2024 }, target: { value: 2, year: 2030 } }

            """)
        var sight = AlarmSight(ledger: path, files: files) { said.sentences.append($0) }
        #expect(try sight.look(at: geneva.noon).leaks.count == 1)
        try geneva.lit(watts: 1)
        try geneva.imported("main", .water, from: geneva.noon - .hours(240), hours: 240) { _ in 0 }
        #expect(try sight.look(at: geneva.noon + .minutes(59)).leaks.count == 1)
        #expect(said.sentences.isEmpty)
        for minute in [Int64(60), 120, 180] { _ = try sight.look(at: geneva.noon + .minutes(minute)) }
        #expect(
            said.sentences.sorted() == [
                "geneva/main was imported, and a board counts it too: the board's word is taken, and the import's where "
                    + "the board has none",
                "the organisation's file does not declare geneva/corridor: it is left out",
                "the organisation's file does not declare geneva/office-south: it is left out",
            ])
    }

    private final class Said { var sentences: [String] = [] }

    private var path: String { geneva.path }
}
