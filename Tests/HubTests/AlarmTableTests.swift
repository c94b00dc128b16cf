import Alarms
import Quantities
import Testing

@testable import Hub

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
