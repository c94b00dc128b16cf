import Alarms
import Calendars
import Ledger
import Quantities
import Records
import Register
import Scratch
import Telemetry
import Testing
import YAML

@testable import Hub

@Suite final class `What the watch over alarms sees` {
    private let home = Home()

    @Test func `is what the hub saw of boards, and when the hub was there last`() throws {
        do {
            let hub = try Ledger(path, .writing(program: "test"))
            try hub.note([
                Sighting(
                    site: "geneva", board: "one", firstSeen: noon, born: noon, gone: noon, journal: "a",
                    quarantine: "unknown", complaint: "copied", backlog: 7, hoursLeft: 30,
                    faults: ["corridor": "light-lost"], heard: noon)
            ])
            try hub.signOfLife(at: noon)
        }
        var sight = AlarmSight(ledger: path, organisation: nil)
        #expect(
            try sight.look(at: noon + .minutes(1))
                == Observation(
                    at: noon + .minutes(1), hubHeard: noon,
                    boards: [
                        BoardState(
                            site: "geneva", board: "one", gone: noon, quarantine: "unknown", complaint: "copied",
                            backlog: 7, hoursLeft: 30, faults: ["corridor": "light-lost"])
                    ]))
    }

    @Test func `is where a target will be at the end of the year, and which review is due when`() throws {
        try keep(watts: 200)
        var sight = AlarmSight(ledger: path, organisation: try organisation())
        let seen = try sight.look(at: noon)
        #expect(seen.reviews == [ReviewDue(name: "energy review", due: try CivilDate("2026-01-15"))])
        let outlook = try #require(seen.targets.first)
        #expect(outlook.name == "energy of demo" && outlook.unit == "kWh")
        // 200 W through all 8760 hours of 2026; on the way from 1200 to 400 kWh a third is done.
        #expect(abs(outlook.forecast - 1_752) < 15)
        #expect(abs(outlook.allowed - 1_200 + 800 / 3) < 0.001)
        #expect(outlook.coverage > 0.98)
        #expect(Rules().conditions(in: seen).map(\.key.kind) == [.targetAtRisk, .reviewOverdue])
    }

    @Test func `leads to no alarm of a target that is met`() throws {
        try keep(watts: 100)
        var sight = AlarmSight(ledger: path, organisation: try organisation())
        #expect(Rules().conditions(in: try sight.look(at: noon)).map(\.key.kind) == [.reviewOverdue])
    }

    private var path: String { home.path + "/ledger" }
    private let noon = Timestamp(milliseconds: 1_782_820_800_000)

    /// A zone that draws the same each day of 2026 until noon of 30 June.
    private func keep(watts: Int64) throws {
        let hub = try Ledger(path, .writing(program: "test"))
        let start = try Timestamp(iso8601: "2026-01-01")
        let days = (noon - start).milliseconds / 86_400_000
        try hub.commit { () throws(LedgerError) in
            for day in 0...days {
                var totals = Totals()
                totals[.observedTime] = (day + 1) * 86_400_000
                totals[.lampEnergy] = (day + 1) * 24 * watts * 1_000
                let interval = Record.Interval(
                    zone: "corridor", boot: 1, start: start + .days(day), end: start + .days(day + 1), totals: totals)
                let sequence = UInt64(day + 1)
                _ = try hub.take(
                    Shipment(journal: "a", first: sequence, sequence: sequence, content: .record(.interval(interval))),
                    site: "geneva", board: "one")
            }
        }
    }

    private func organisation() throws -> Organisation {
        try Organisation(
            parsing: Array(
                """
                lightwell: 1
                organisation: demo
                name: Demo organisation
                sites:
                  geneva:
                    name: Geneva
                    timezone: Europe/Zurich
                    factor: { value: 20 gCO2e/kWh, source: "IFI", year: 2023, kind: location-based average direct generation }
                    zones:
                      corridor: { area: 40 m2 }
                reviews:
                  - { name: energy review, every: 12 months, last: 2025-01-15 }
                targets:
                  - { indicator: energy, baseline: { value: 1200, year: 2024 }, target: { value: 400, year: 2030 } }
                """.utf8), file: "organisation.yaml")
    }
}

@Suite struct `The table of alarms` {
    @Test func `has a line for each, and says who sees to it`() {
        func alarm(_ id: Int64, _ what: String) -> Alarm {
            Alarm(
                id: id, key: Key(.leak, what), severity: .warning, words: Words(what: what, meaning: "", cure: ""),
                since: Timestamp(milliseconds: 0), raised: Timestamp(milliseconds: 0))
        }
        let now = Timestamp(milliseconds: 3_600_000)
        var (seen, snoozed, told, over) = (alarm(2, "b"), alarm(3, "c"), alarm(4, "d"), alarm(10, "e"))
        seen.acknowledgement = Acknowledgement(by: "Anna", at: now)
        snoozed.snoozed = now + .hours(1)
        told.told = now
        (over.well, over.ended) = (now, now)
        #expect(
            AlarmTable.text([alarm(1, "a"), seen, snoozed, told, over], at: now) == """
                id  severity  since             state                           what
                1   warning   1970-01-01 00:00  open, not told                  a
                2   warning   1970-01-01 00:00  seen by Anna                    b
                3   warning   1970-01-01 00:00  snoozed until 1970-01-01 02:00  c
                4   warning   1970-01-01 00:00  open                            d
                10  warning   1970-01-01 00:00  over 1970-01-01 01:00           e

                """)
        #expect(AlarmTable.text([], at: now) == "no alarm is open\n")
    }

    @Test(arguments: [
        ("30min", Duration.minutes(30)), ("8h", .hours(8)), ("366d", .days(366)), ("367d", nil), ("0h", nil),
        ("8", nil), ("h", nil), ("8 h", nil), ("99999999999999999999d", nil),
    ])
    func `is quiet for as long as somebody says`(text: String, time: Duration?) {
        #expect(SnoozeCommand.duration(text) == time)
    }
}
