import Alarms
import Calendars
import Quantities
import Testing

@Suite struct `The rules of alarms` {
    @Test func `find nothing wrong with a board that is well`() {
        #expect(found(BoardState(site: "geneva", board: "one", backlog: 40, hoursLeft: 2_000)) == [])
    }

    @Test func `say what is wrong with a board, what it means, and the cure`() {
        let board = BoardState(
            site: "geneva", board: "one", quarantine: "it is not registered", complaint: "its card was copied",
            backlog: 10, hoursLeft: 71, faults: ["office": "motion-stuck,light-lost", "hall": "unheard-of"])
        #expect(
            found(board) == [
                "board-refused geneva/one (quarantine): records of geneva/one are not taken: it is not registered",
                "board-refused geneva/one (record): a record of geneva/one was refused: its card was copied",
                "buffer-filling geneva/one: geneva/one can keep records for 71 h more",
                "sensor-fault geneva/hall (unheard-of@one): geneva/hall: unheard-of",
                "sensor-fault geneva/office (light-lost@one): geneva/office: the light sensor cannot be read",
                "sensor-fault geneva/office (motion-stuck@one): geneva/office: the motion sensor sees motion without end",
            ])
    }

    @Test func `take a silent board's word for nothing but its silence`() {
        let board = BoardState(
            site: "geneva", board: "one", gone: .minute(-5), hoursLeft: 1, faults: ["office": "motion-stuck"])
        let conditions = Rules().conditions(in: Observation(at: .minute(0), boards: [board]))
        #expect(conditions.filter { !$0.isStale }.map(\.key.kind) == [.boardSilent])
    }

    @Test func `do not miss a board that may not deliver, alone or among those of its site`() {
        func board(_ name: String, _ quarantine: String? = nil) -> BoardState {
            BoardState(site: "geneva", board: name, gone: .minute(-600), quarantine: quarantine)
        }
        let boards = [board("one", "undeclared"), board("two", "undeclared"), board("three", "undeclared")]
        let conditions = Rules().conditions(in: Observation(at: .minute(0), boards: boards + [board("four")]))
        #expect(conditions.filter { $0.key.kind == .boardSilent }.map(\.key.subject) == ["geneva/four"])
        #expect(!conditions.contains { $0.key.kind == .siteSilent }, "one board is no site")
        #expect(conditions.count { $0.key.kind == .boardRefused } == 3)
    }

    @Test func `conclude nothing from what a hub saw that no longer runs, but that it does not`() {
        let board = BoardState(site: "geneva", board: "one", gone: .minute(-600), backlog: 9_000)
        var seen = Observation(at: .minute(0), hubHeard: .minute(-19), boards: [board])
        #expect(Rules().conditions(in: seen).filter { !$0.isStale } == [])
        seen.hubHeard = .minute(-20)
        let conditions = Rules().conditions(in: seen)
        #expect(conditions.filter { !$0.isStale }.map(\.key.kind) == [.hubSilent])
    }

    @Test func `say that a meter leaks, a target will be missed, a review and a calibration are due`() throws {
        let day = try #require(CivilDate(year: 2026, month: 6, day: 29))
        let outlook = try #require(energy(soFar: 60, of: 2026))
        let seen = Observation(
            at: .minute(0),
            leaks: [
                LeakSuspicion(
                    meter: "geneva/water", medium: .water, since: .minute(-9_000), nights: 6, last: day, flow: 12.34,
                    allowed: 2)
            ],
            targets: [outlook],
            deadlines: [
                Deadline(.review, of: "energy review", by: day),
                Deadline(.review, of: "later", by: day.adding(days: 1)),
                Deadline(.calibration, of: "geneva/heat", by: day),
            ])
        let conditions = Rules().conditions(in: seen)
        #expect(
            conditions.map { "\($0.words.what). \($0.words.meaning)" } == [
                "geneva/water never falls below 12.3 l/h at night. So it was in 6 nights running until 2026-06-29; at most "
                    + "2 l/h is expected when nobody is there: a leak, or something that was left on.",
                "energy will miss its target of 2026. If the year goes on as it began it ends at 121 MWh; 90 MWh is the "
                    + "target. The forecast knows no seasons.",
                "energy review was due on 2026-06-29. The management system asks for it; an auditor will too.",
                "the calibration of geneva/heat ended on 2026-06-29. What the meter says may not be billed or certified "
                    + "any more.",
            ])
    }

    @Test func `say a deadline as long before it as they are told, and since when they do`() throws {
        let day = try #require(CivilDate(year: 2026, month: 7, day: 30))
        func found(_ matter: Deadline.Matter, day number: Int64, _ rules: Rules = Rules()) -> [Condition] {
            let now = Timestamp.minute(-720) + .days(number)
            return rules.conditions(in: Observation(at: now, deadlines: [Deadline(matter, of: "it", by: day)]))
        }
        #expect(found(.calibration, day: 0).isEmpty, "the last moment of 30 July less 30 days")
        #expect(found(.calibration, day: 1).map(\.words.what) == ["the calibration of it ends on 2026-07-30"])
        #expect(found(.calibration, day: 31).map(\.words.what) == ["the calibration of it ended on 2026-07-30"])
        #expect(found(.calibration, day: 31).map(\.since) == [.minute(-720) + .days(1)])
        #expect(found(.review, day: 30).isEmpty)
        #expect(found(.review, day: 31).map(\.words.what) == ["it was due on 2026-07-30"])
        var rules = Rules()
        rules[.reviewOverdue].before = .days(7)
        #expect(found(.review, day: 24, rules).map(\.words.what) == ["it is due on 2026-07-30"])
    }

    @Test func `look for leaks of gas unless they are told not to, and say what else it may be`() throws {
        let day = try #require(CivilDate(year: 2026, month: 6, day: 29))
        let gas = LeakSuspicion(
            meter: "geneva/gas", medium: .gas, since: .minute(-9_000), nights: 5, last: day, flow: 40, allowed: 3)
        let seen = Observation(at: .minute(0), leaks: [gas])
        let words = try #require(Rules().conditions(in: seen).first).words
        #expect(words.meaning.hasSuffix("such as heating.") && words.cure.contains("close the main valve"))
        var rules = Rules()
        rules.leakMedia = [.water]
        #expect(rules.conditions(in: seen).isEmpty)
    }

    @Test func `are silent of what is switched off`() {
        var rules = Rules()
        rules[.sensorFault].isOn = false
        let board = BoardState(site: "geneva", board: "one", faults: ["office": "motion-stuck"])
        #expect(rules.conditions(in: Observation(at: .minute(0), boards: [board])) == [])
    }

    @Test func `draw no forecast in the first quarter, from too few records, or for a year without a target`() throws {
        var outlook = try #require(energy(soFar: 60, of: 2026))
        #expect(found(outlook).count == 1)
        outlook.coverage = 0.89
        #expect(found(outlook) == [])
        outlook.coverage = 1
        outlook.elapsed = .days(90)
        #expect(found(outlook) == [])
        outlook.elapsed = .days(91)
        outlook.forecast = outlook.allowed * 1.049
        #expect(found(outlook) == [])
        #expect(energy(soFar: 60, of: 2023) == nil && energy(soFar: 60, of: 2031) == nil)
    }

    @Test func `tell of an overshoot that a part of the time without records hides`() throws {
        let full = try #require(energy(soFar: 47, of: 2026))
        let part = try #require(energy(soFar: 47 * 0.9, of: 2026, coverage: 0.9))
        #expect(abs(part.forecast - full.forecast) < 1e-9)
        #expect(found(full).count == 1 && found(part).count == 1)
        #expect(energy(soFar: 0, of: 2026, coverage: 0) == nil, "nothing is known of the year")
    }

    @Test func `know that more is better of savings`() {
        func outlook(_ soFar: Double) -> TargetOutlook? {
            TargetOutlook(
                name: "saving", unit: "1", baseline: (0, 2024), target: (0.4, 2028), soFar: soFar, accumulates: false,
                coverage: 1, at: .minute(0))
        }
        #expect(outlook(0.19).map(\.allowed) == 0.2)
        #expect((outlook(0.15)?.excess ?? 0) > 0.2 && (outlook(0.3)?.excess ?? 0) < 0)
    }

    private func energy(soFar: Double, of year: Int, coverage: Double = 1) -> TargetOutlook? {
        guard let day = CivilDate(year: year, month: 6, day: 30), let noon = TimeOfDay(hour: 12) else { return nil }
        return TargetOutlook(
            name: "energy", unit: "MWh", baseline: (100, 2024), target: (70, 2030), soFar: soFar, accumulates: true,
            coverage: coverage, at: TimeZone.utc.timestamp(of: day, at: noon))
    }

    private func found(_ outlook: TargetOutlook) -> [String] {
        said(Observation(at: .minute(0), targets: [outlook]))
    }

    private func found(_ board: BoardState) -> [String] { said(Observation(at: .minute(0), boards: [board])) }

    private func said(_ seen: Observation) -> [String] {
        Rules().conditions(in: seen).map { "\($0.key): \($0.words.what)" }
    }
}
