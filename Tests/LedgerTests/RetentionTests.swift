import Calendars
import Chance
import Control
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@testable import Ledger

@Suite struct `What is too old` {
    let shelf = Shelf()

    /// The law: whatever is given up, no register at a moment that is still kept changes.
    @Test(arguments: 0..<6) func `changes no register at a moment that is still kept`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let ledger = try shelf.ledger()
        let timezone = try TimeZone(named: ["UTC", "Europe/Zurich", "Asia/Kathmandu"][Int(seed % 3)])
        try ledger.setTimezones(["home": timezone])
        let days: Int64 = 6
        for (journal, zone) in [("a", "office"), ("b", "office"), ("c", "hall")] {
            var (minute, total, sequence) = (Int64(random.next() % 2_000), Int64(0), UInt64(0))
            while minute < days * 1_440 {
                sequence += 1
                if random.one(in: 150) { minute += Int64(random.next() % 1_500) }
                let length = random.one(in: 60) ? Int64(random.next() % 100) + 1 : 5 - minute % 5
                total += Int64(random.next() % 1_000)
                try ledger.takes(
                    .interval(sequence, minute..<minute + length, .at(total), zone: zone, journal: journal))
                minute += length
            }
        }
        // Within a record that runs over an hour, what is kept there and what is not yet differ by rounding.
        try ledger.commit { () throws(LedgerError) in try sql { () throws(SQLiteError) in try ledger.writePending() } }
        let before = try ledger.moves(every: 15, days: days)
        var retention = Retention()
        let now = Timestamp.minute((days + 1) * 1_440)
        func age(_ day: Int64) -> Duration { .days(days + 1 - day) }

        retention.records = age(5)
        let thinned = try ledger.retire(retention, at: now)
        #expect(thinned.records > 300 && thinned.quarters == 0 && thinned.hours == 0)
        #expect(try ledger.moves(every: 15, days: days) == before)
        #expect(try ledger.check() == [])
        #expect(try ledger.retire(retention, at: now).isEmpty, "there is nothing left to do")

        retention.quarters = age(4)
        let retired = try ledger.retire(retention, at: now)
        #expect(retired.quarters > 100)
        #expect(try ledger.moves(every: 60, days: days, in: timezone) == before.every(60, in: timezone))
        #expect(
            try ledger.moves(every: 15, days: days).drop { $0.0 < .minute(4 * 1_440) }.map(\.1)
                == before.drop { $0.0 < .minute(4 * 1_440) }.map(\.1))
        #expect(try ledger.check() == [])

        retention.hours = age(3)
        #expect(try ledger.retire(retention, at: now).hours > 10)
        #expect(try ledger.moves(every: 1_440, days: days, in: timezone) == before.every(1_440, in: timezone))
        #expect(try ledger.check() == [])

        let reader = try shelf.reader()
        #expect(try reader.moves(every: 1_440, days: days, in: timezone) == before.every(1_440, in: timezone))
    }

    @Test func `knows an entry again that it no longer keeps`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(1)...60 { try ledger.takes(.interval(UInt64(n), n - 1..<n, .at(n))) }
        var retention = Retention()
        retention.records = .days(1)
        #expect(try ledger.retire(retention, at: .minute(3_000)).records == 56)
        for n in Int64(1)...60 { #expect(try ledger.takes(.interval(UInt64(n), n - 1..<n, .at(n))) == .known) }
        retention.quarters = .days(1)
        #expect(try ledger.retire(retention, at: .minute(3_000)).quarters == 3)
        for n in Int64(1)...60 { #expect(try ledger.takes(.interval(UInt64(n), n - 1..<n, .at(n))) == .known) }
        #expect(try ledger.takes(.interval(60, 59..<60, .at(61))) != .known, "what is kept is still compared")
        #expect(try ledger.takes(.interval(61, 2_990..<2_991, .at(70))) == .taken, "and the board goes on")
        #expect(try ledger.moved(from: .minute(0), to: .minute(3_000)) == .at(70))
        #expect(try ledger.moved(from: .minute(100), to: .minute(3_000)) == .at(10))
    }

    @Test func `counts what comes late, and then gives it up too`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(1)...60 { try ledger.takes(.interval(UInt64(n), n - 1..<n, .at(n))) }
        var retention = Retention()
        (retention.records, retention.quarters) = (.days(1), .days(2))
        _ = try ledger.retire(retention, at: .minute(9_000))
        // The card of a board that was replaced comes back from the attic.
        for n in Int64(1)...60 {
            try ledger.takes(.interval(UInt64(n), n - 61..<n - 60, .at(n), journal: "b"))
        }
        #expect(try ledger.moved(from: .minute(-100), to: .minute(9_000)) == .at(120))
        let retirement = try ledger.retire(retention, at: .minute(9_000))
        #expect(retirement.records == 56 && retirement.quarters == 3)
        #expect(try ledger.moved(from: .minute(-100), to: .minute(9_000)) == .at(120))
        #expect(try ledger.moved(from: .minute(-60), to: .minute(0)) == .at(60))
    }

    @Test func `deletes traces by their age, and never what it cannot read`() throws {
        let ledger = try shelf.ledger()
        var writer = Trace.Writer(zones: 1, boot: 1)
        func block(_ time: Timestamp) -> [UInt8] {
            writer.note(0, setting: 1, value: 1, at: .epoch, time: time)
            return writer.take() ?? []
        }
        let traces = [
            block(.minute(0)), block(.minute(50_000)), [9, 9, 9], block(Timestamp(milliseconds: 5)),
        ]
        for (n, bytes) in traces.enumerated() {
            try ledger.takes(
                Shipment(journal: "t", first: UInt64(n + 1), sequence: UInt64(n + 1), content: .trace(bytes)))
        }
        #expect(try ledger.retire(Retention(), at: .minute(50_000)).traces == 1)
        #expect(
            try ledger.retire(Retention(), at: .minute(50_000 + 31 * 1_440)).traces == 2,
            "one without a time is as old as the day it was first seen")
        for (n, bytes) in traces.enumerated() {
            let shipment = Shipment(journal: "t", first: UInt64(n + 1), sequence: UInt64(n + 1), content: .trace(bytes))
            #expect(try ledger.takes(shipment) == .known)
        }
    }

    @Test func `goes on in pieces, and loses nothing when a piece fails`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(1)...600 { try ledger.takes(.interval(UInt64(n), 15 * n - 15..<15 * n, .at(n))) }
        var retention = Retention()
        (retention.records, retention.quarters) = (.days(1), .days(1))
        var pieces = 0
        var all = Retirement()
        while true {
            let piece = try ledger.retire(retention, at: .minute(12_000), most: 100)
            if piece.isEmpty { break }
            all.records += piece.records
            all.quarters += piece.quarters
            pieces += 1
        }
        #expect(pieces > 3)
        #expect(all.records + all.quarters == 599, "the last record stays")
        #expect(try ledger.moved(from: .minute(60), to: .minute(9_000)) == .at(596))
    }
}

private typealias Moves = [(Timestamp, [String: Int64])]

private func == (a: Moves, b: Moves) -> Bool { a.map(\.0) == b.map(\.0) && a.map(\.1) == b.map(\.1) }

extension [(Timestamp, [String: Int64])] {
    fileprivate func every(_ minutes: Int64, in timezone: TimeZone) -> Moves {
        filter { ($0.0.milliseconds + timezone.offset(at: $0.0).milliseconds) % (minutes * 60_000) == 0 }
    }
}

extension Ledger {
    /// How far a register moved from the beginning to each of the moments, by zone.
    fileprivate func moves(every minutes: Int64, days: Int64, in timezone: TimeZone = .utc) throws -> Moves {
        var moves: Moves = []
        for moment in stride(from: Int64(0), through: days * 1_440, by: 15) {
            let time = Timestamp.minute(moment)
            let local = time.milliseconds + timezone.offset(at: time).milliseconds
            guard local % (minutes * 60_000) == 0 else { continue }
            let uses = try uses(from: .minute(-1), to: time)
            moves.append(
                (time, [String: Int64](uniqueKeysWithValues: uses.map { ($0.key.zone, $0.value.moved[.lampEnergy]) })))
        }
        return moves
    }
}
