import Alarms
import Calendars
import Quantities
import Testing

@Suite struct `A letter` {
    @Test func `tells on one screen what is wrong, what it means, the cure, and how to acknowledge`() throws {
        let zone = try TimeZone(named: "Europe/Zurich")
        let board = BoardState(site: "geneva", board: "one", gone: .minute(-120), faults: [:])
        let sick = BoardState(site: "nairobi", board: "two", faults: ["office": "motion-stuck"])
        let seen = Observation(at: .minute(0), boards: [board, sick])
        let alarms = Rules().conditions(in: seen).enumerated().map { place, condition in
            Alarm(
                id: Int64(place + 7), key: condition.key, severity: condition.severity, words: condition.words,
                since: condition.since ?? .minute(-45), raised: .minute(0))
        }
        var over = Alarm(
            id: 3, key: Key(.leak, "geneva/water"), severity: .warning,
            words: Words(what: "geneva/water never falls below 12 l/h at night", meaning: "", cure: ""),
            since: .minute(-5_000), raised: .minute(-5_000), told: .minute(-5_000))
        (over.well, over.ended) = (.minute(-15), .minute(0))
        let letter = Letter(
            Digest(begun: [alarms[0]], still: [alarms[1]], ended: [over], at: .minute(0)), in: zone, ledger: "hub.db")
        #expect(letter.subject == "Lightwell: geneva/one is silent, 1 still open, 1 over")
        #expect(
            letter.text == """
                [7] warning: geneva/one is silent
                    since 2026-06-30 12:00 Europe/Zurich
                    It controls its zones by itself and keeps its records, if it has power.
                    Cure: Check its power and network; on the board: lightwell-edge doctor.
                          Retired: lightwell-hub forget geneva/one.

                Still open, and nobody has acknowledged it:

                [8] warning: nairobi/office: the motion sensor sees motion without end
                    since 2026-06-30 13:15 Europe/Zurich
                    Schedule and wall button decide; the lamps do not follow people.
                    Cure: Look for a fan or a heat source before the sensor, a wrong level
                          in the site file, or a short.

                Over:

                [3] geneva/water never falls below 12 l/h at night
                    from 2026-06-27 02:40 Europe/Zurich to 2026-06-30 13:45 Europe/Zurich

                You see to it:  lightwell-hub acknowledge 7 --by YOUR-NAME --ledger hub.db
                Not now:        lightwell-hub snooze 7 --for 8h --ledger hub.db

                """)
    }

    @Test func `stays on one screen however much is wrong`() {
        let alarms = (Int64(1)...40).map {
            Alarm(
                id: $0, key: Key(.sensorFault, "z\($0)"), severity: $0 == 33 ? .urgent : .warning,
                words: Condition.fault("z\($0)").words, since: .minute(0), raised: .minute(30))
        }
        let letter = Letter(Digest(begun: alarms, at: .minute(30)), in: .utc, ledger: "hub.db")
        #expect(letter.subject == "Lightwell: 40 alarms")
        #expect(letter.text.hasPrefix("[33] urgent: geneva/z33: stuck\n"))
        #expect(letter.text.contains("And 34 more: lightwell-hub alarms --ledger hub.db\n"))
        #expect(letter.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
    }

    @Test func `carries nothing of a board's words that could forge a header or a line`() {
        let words = Words(
            what: "bad\r\nBcc: x@example.org\u{202E}", meaning: "a\u{0}b", cure: String(repeating: "x", count: 999))
        #expect(words.what == "bad  Bcc: x@example.org ")
        #expect(words.meaning == "a b" && words.cure.count == 300)
    }
}
