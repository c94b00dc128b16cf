import Alarms
import Calendars
import Quantities
import Testing

@Suite struct `The book of alarms` {
    @Test func `tells of a fault once it has lasted, and of its end once all was well for a while`() {
        var desk = Desk()
        #expect(desk.look(0...120, at: [.fault()]) == ["30 begun 1"])
        #expect(desk.look(121...240, at: []) == ["136 ended 1"])
        #expect(desk.book.alarms.isEmpty && desk.book.pending.isEmpty)
    }

    @Test func `says nothing of a fault that passes`() {
        var desk = Desk()
        #expect(desk.look(0...29, at: [.fault()]) == [])
        #expect(desk.look(30...30, at: []) == [])
        #expect(desk.look(31...60, at: [.fault()]) == [])
    }

    @Test func `counts on over the silences of a board whose network comes and goes`() {
        var desk = Desk()
        var stale = Condition.fault()
        stale.isStale = true
        #expect(desk.look(0...24, at: [.fault()]) == [])
        #expect(desk.look(25...40, at: [stale]) == [], "what is stale raises nothing")
        #expect(desk.look(41...41, at: [.fault()]) == ["41 begun 1"])
        var other = Desk()
        #expect(other.look(0...60, at: [stale]) == [] && other.book.pending.isEmpty, "nor does it begin anything")
    }

    @Test func `keeps an alarm that flaps as one`() {
        var desk = Desk()
        var told = desk.look(0...30, at: [.fault()])
        for round in Int64(0)..<20 {
            told += desk.look(31 + 20 * round...44 + 20 * round, at: [])
            told += desk.look(45 + 20 * round...50 + 20 * round, at: [.fault()])
        }
        #expect(told == ["30 begun 1"])
    }

    @Test func `tells again after a day what nobody acknowledged`() {
        var desk = Desk()
        #expect(desk.look(0...1_500, at: [.fault()]) == ["30 begun 1", "1470 still 1"])
    }

    @Test func `leaves whoever acknowledged in peace until it is over`() {
        var desk = Desk()
        _ = desk.look(0...30, at: [.fault()])
        let isThere = desk.book.acknowledge(1, Acknowledgement(by: "Anna", note: "ordered", at: .minute(40)))
        #expect(isThere)
        #expect(desk.look(41...3_000, at: [.fault()]) == [])
        #expect(desk.look(3_001...3_030, at: []) == ["3016 ended 1"])
        let isStillThere = desk.book.acknowledge(1, Acknowledgement(by: "Anna", at: .minute(3_031)))
        #expect(!isStillThere, "it is over")
        #expect(
            desk.book.events.map(\.deed) == [.raised, .told, .acknowledged, .ended, .endTold])
    }

    @Test func `is silent of what is snoozed, and then tells it again`() {
        var desk = Desk()
        _ = desk.look(0...30, at: [.fault()])
        _ = desk.book.snooze(1, until: .minute(500), by: "Anna", at: .minute(40))
        #expect(desk.look(41...600, at: [.fault()]) == ["500 still 1"])
        _ = desk.book.snooze(1, until: .minute(900), by: "Anna", at: .minute(600))
        #expect(desk.look(601...1_000, at: []) == ["900 ended 1"])
    }

    @Test func `gathers what begins within a quarter of an hour in one message`() {
        var desk = Desk()
        #expect(desk.look(0...3, at: [.fault("a")]) == [])
        #expect(desk.look(4...32, at: [.fault("a"), .fault("b")]) == ["30 begun 1"])
        #expect(desk.look(33...60, at: [.fault("a"), .fault("b"), .fault("c")]) == ["45 begun 2"])
        #expect(desk.look(61...64, at: [.fault("a"), .fault("b"), .fault("c")]) == ["63 begun 3"])
    }

    @Test func `hides the alarms of a silent board behind its own`() {
        var desk = Desk()
        #expect(desk.look(0...30, at: [.fault()]) == ["30 begun 1"])
        var stale = Condition.fault()
        stale.isStale = true
        #expect(desk.look(31...170, at: [.silent(since: 31), stale]) == ["151 begun 2"])
        #expect(desk.look(171...3_100, at: [.silent(since: 31), stale]) == ["1591 still 2", "3031 still 2"])
        // The board is back, and its zone is well.
        #expect(desk.look(3_101...3_120, at: []) == ["3116 ended 1 2"])
    }

    @Test func `does not conclude anything from what is stale`() {
        var desk = Desk()
        var stale = Condition.fault()
        stale.isStale = true
        #expect(desk.look(0...300, at: [stale]) == [])
        #expect(desk.look(301...331, at: [.fault()]) == ["331 begun 1"])
        #expect(desk.look(332...600, at: [stale]) == [])
    }

    @Test func `makes one alarm of a site whose boards are silent at once, and others of those that stay so`() {
        var desk = Desk()
        var seen = Observation(
            at: .minute(0), boards: ["a", "b", "c", "d"].map { BoardState(site: "geneva", board: $0) })
        var told: [String] = []
        for minute in Int64(0)...400 {
            seen.at = .minute(minute)
            // One after the other, within three minutes; at 300 all but one are back.
            for place in 0..<4 {
                let isBack = minute >= 300 && place > 0
                seen.boards[place].gone = minute >= 10 + Int64(place) && !isBack ? .minute(10 + Int64(place)) : nil
            }
            told += desk.look(minute...minute, at: Rules().conditions(in: seen))
        }
        #expect(told == ["131 begun 1", "315 begun 2", "315 ended 1"])
        #expect(desk.book.alarms.map(\.words.what) == ["geneva/a is silent"])
    }

    @Test func `lets only what is urgent through at night`() throws {
        var desk = Desk()
        let (from, to) = try (TimeOfDay("12:00"), TimeOfDay("14:00"))
        desk.manner.night = Night(from: from, to: to, in: .utc)
        #expect(
            desk.look(0...130, at: [.fault("a"), .fault("b", .urgent)]) == ["30 begun 2", "120 begun 1"])
    }

    @Test func `says nothing of a backlog that becomes smaller`() {
        func backlog(_ level: Int64) -> Condition {
            Condition(
                Key(.bufferFilling, "geneva/one"), .warning, Words(what: "full", meaning: "", cure: ""),
                lasting: .hours(1), level: level)
        }
        var draining = Desk()
        var told: [String] = []
        for minute in Int64(0)...300 { told += draining.look(minute...minute, at: [backlog(10_000 - minute)]) }
        #expect(told == [])
        var growing = Desk()
        for minute in Int64(0)...300 { told += growing.look(minute...minute, at: [backlog(10_000 + minute % 7)]) }
        #expect(told == ["60 begun 1"])
    }

    @Test func `tells all that is open when somebody is first to be told`() {
        var desk = Desk()
        for minute in Int64(0)...100 {
            desk.book.observe([.fault("a"), .fault("b")], desk.manner, at: .minute(minute))
        }
        #expect(desk.look(101...101, at: [.fault("a"), .fault("b")]) == ["101 begun 1 2"])
    }
}
