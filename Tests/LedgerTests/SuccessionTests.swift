import Chance
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@testable import Ledger

/// Board `home/board` with journal "a" is replaced after entry 2 by one with journal "b".
@Suite struct `A ledger whose board was replaced` {
    let shelf = Shelf()
    let old: [Shipment] = [.interval(1, 0..<15, .at(10)), .interval(2, 15..<30, .at(20))]
    let new: [Shipment] = [
        .continuation(1, of: "a", through: 2, journal: "b"),
        .interval(2, 30..<30, .at(20), journal: "b"), .interval(3, 120..<135, .at(25), journal: "b"),
    ]

    @Test func `shows registers that go on, without a jump or a double count`() throws {
        let ledger = try shelf.ledger()
        for shipment in old + new { #expect(try ledger.takes(shipment) == .taken) }
        #expect(try ledger.moved(from: .minute(0), to: .minute(240)) == .at(25))
        #expect(try ledger.moved(from: .minute(30), to: .minute(240)) == .at(5))
        #expect(try ledger.moved(from: .minute(0), to: .minute(30)) == .at(20))
        #expect(try ledger.moved(from: .minute(30), to: .minute(120)) == .at(0))
        #expect(try ledger.registers(ofJournal: "b", at: .minute(60))["office"] == .at(20))
    }

    @Test func `shows the same whether the old or the new journal comes first`() throws {
        let ledger = try shelf.ledger()
        for shipment in new + old { #expect(try ledger.takes(shipment) == .taken) }
        #expect(try ledger.moved(from: .minute(0), to: .minute(240)) == .at(25))
        #expect(try ledger.moved(from: .minute(0), to: .minute(30)) == .at(20))
    }

    @Test func `refuses what the old board writes later, also after it was opened again`() throws {
        let ledger = try shelf.ledger()
        for shipment in [old[0]] + new { try ledger.takes(shipment) }
        #expect(try ledger.takes(old[1]) == .taken, "through the last entry that counts, it may be late")
        let sentence =
            "it came back after it was replaced by home/board with journal b at 2026-06-30T02:00:00Z, "
            + "which goes on after entry 2; switch one of the two boards off"
        #expect(try ledger.takes(.interval(3, 30..<45, .at(30))) == .foreign(sentence))
        #expect(try ledger.takes(old[1]) == .known)
        #expect(ledger.watermark(of: "a") == 2)
        #expect(try ledger.moved(from: .minute(0), to: .minute(240)) == .at(25))
    }

    @Test func `remembers who was replaced by whom`() throws {
        do {
            let ledger = try shelf.ledger()
            for shipment in old + new { try ledger.takes(shipment) }
        }
        let ledger = try shelf.ledger()
        #expect(try ledger.takes(.interval(3, 30..<45, .at(30))) != .taken)
        #expect(try ledger.takes(new[0]) == .known)
        #expect(try ledger.takes(.continuation(1, of: "a", through: 1, journal: "b")) != .known)
    }

    @Test func `keeps what the old board delivered between its export and the exchange`() throws {
        let ledger = try shelf.ledger()
        for shipment in old { try ledger.takes(shipment) }
        try ledger.takes(.interval(3, 30..<45, .at(30)))
        for shipment in new { #expect(try ledger.takes(shipment) == .taken) }
        #expect(try ledger.takes(.interval(3, 30..<45, .at(30))) == .known)
        #expect(try ledger.takes(.interval(4, 45..<60, .at(40))) != .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(240)) == .at(35))
    }

    @Test func `refuses a second successor, and one of another board`() throws {
        let ledger = try shelf.ledger()
        for shipment in old + new { try ledger.takes(shipment) }
        guard case .foreign(let second) = try ledger.takes(.continuation(1, of: "a", through: 2, journal: "c")) else {
            Issue.record("two successors")
            return
        }
        #expect(
            second.hasPrefix("it continues journal a, which b continues since 2026-06-30T02:00:00Z; were two boards"))
        #expect(
            try ledger.takes(.continuation(1, of: "b", through: 2, journal: "d"), board: "other")
                == .foreign("it continues a journal of home/board, which is not its own"))
    }

    @Test func `forgets a succession with the commit that failed`() throws {
        let ledger = try shelf.ledger()
        for shipment in old { try ledger.takes(shipment) }
        #expect(throws: LedgerError.self) {
            try ledger.commit { () throws(LedgerError) in
                _ = try ledger.take(new[0], site: "home", board: "board")
                throw .refused("no")
            }
        }
        #expect(try ledger.takes(.interval(3, 30..<45, .at(30))) == .taken)
    }

    /// One life of a zone, told by one board after another, their journals arriving in any order.
    @Test(arguments: 0..<100) func `counts as if there had been one board`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let quarters = Int64.random(in: 4...40, using: &random)
        let cuts = Set((0..<3).map { _ in Int64.random(in: 1..<quarters, using: &random) }).sorted()
        var journals: [[Shipment]] = []
        for (place, start) in ([0] + cuts).enumerated() {
            let name = "j\(place)"
            var shipments: [Shipment] = []
            if place > 0, let through = journals[place - 1].last?.sequence {
                shipments.append(.continuation(1, of: "j\(place - 1)", through: through, journal: name))
                let minute = start * 15
                shipments.append(.interval(2, minute..<minute, .at(start * start), journal: name))
            }
            for quarter in start..<(place < cuts.count ? cuts[place] : quarters) {
                let minutes = quarter * 15..<quarter * 15 + 15
                let sequence = UInt64(shipments.count + 1)
                shipments.append(.interval(sequence, minutes, .at((quarter + 1) * (quarter + 1)), journal: name))
            }
            journals.append(shipments)
        }
        let ledger = try shelf.ledger()
        while let place = journals.indices.filter({ !journals[$0].isEmpty }).randomElement(using: &random) {
            #expect(try ledger.takes(journals[place].removeFirst()) == .taken)
        }
        for _ in 0..<5 {
            let from = Int64.random(in: 0...quarters, using: &random)
            let to = Int64.random(in: from...quarters, using: &random)
            #expect(try ledger.moved(from: .minute(from * 15), to: .minute(to * 15)) == .at(to * to - from * from))
        }
    }

    @Test func `can be one of version 1, which is brought up when it is written`() throws {
        do {
            let ledger = try shelf.ledger()
            for shipment in old { try ledger.takes(shipment) }
        }
        let connection = try Connection(shelf.path)
        try connection.takeBack(to: 1)
        #expect(try shelf.reader().uses(from: .minute(0), to: .minute(60))[.home("office")]?.moved == .at(20))
        #expect(try connection.userVersion() == 1)
        let ledger = try shelf.ledger()
        #expect(try connection.userVersion() == Schema.version)
        for shipment in new { #expect(try ledger.takes(shipment) == .taken) }
        #expect(try ledger.moved(from: .minute(0), to: .minute(240)) == .at(25))
    }
}

@Suite struct `A copied card` {
    let shelf = Shelf()

    @Test func `shows in every kind of entry that says something else now`() throws {
        let ledger = try shelf.ledger()
        let trace = Shipment(journal: "a", first: 4, sequence: 4, content: .trace([1, 10, 0]))
        let said: [Shipment] = [.boot(1), .interval(2, 0..<15, .at(1)), .change(3), trace]
        for shipment in said { try ledger.takes(shipment) }
        for shipment in said { #expect(try ledger.takes(shipment) == .known) }
        var boot = Shipment.boot(2)
        (boot.first, boot.sequence) = (1, 1)
        var change = Shipment.change(3)
        change.content = .record(
            .change(Record.Change(zone: "office", setting: 1, value: 601, by: "hub", at: .minute(1))))
        var other = trace
        other.content = .trace([1, 10, 1])
        let differing = [boot, .interval(2, 0..<15, .at(2)), .interval(2, 0..<16, .at(1)), change, other, .boot(3)]
        for shipment in differing {
            #expect(
                try ledger.takes(shipment)
                    == .foreign("entry \(shipment.sequence) is not what the journal said before; was its card copied?"))
        }
    }

    @Test func `cannot slip an entry in between those of its original, nor after the hub started again`() throws {
        let said: [Shipment] = [.boot(1), .interval(2, 0..<15, .at(1)), .interval(3, 15..<30, .at(2))]
        do {
            let ledger = try shelf.ledger()
            for shipment in said { try ledger.takes(shipment) }
        }
        let ledger = try shelf.ledger()
        var next = Shipment.interval(4, 30..<45, .at(3))
        next.previous = Shipment.interval(3, 15..<30, .at(9)).check
        #expect(
            try ledger.takes(next)
                == .foreign("entry 4 follows another entry 3 than the one that is in; was its card copied?"))
        #expect(ledger.watermark(of: "a") == 3)
        next.previous = said[2].check
        #expect(try ledger.takes(next) == .taken)
        // Who does not say what came before is believed: an older release, or a gap there.
        #expect(try ledger.takes(.interval(5, 45..<60, .at(4))) == .taken)
        #expect(try ledger.takes(.gap(6...8)) == .taken)
        var after = Shipment.interval(9, 60..<75, .at(5))
        after.previous = 4_711
        #expect(try ledger.takes(after) == .taken)
    }

    @Test func `is not what a board is that has now what was a gap before`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.gap(1...5))
        for sequence in UInt64(1)...5 { #expect(try ledger.takes(.boot(sequence)) == .known) }
        #expect(try ledger.takes(.boot(6)) == .taken)
    }
}

extension Shipment {
    static func continuation(_ sequence: UInt64, of previous: String, through: UInt64, journal: String) -> Shipment {
        let continuation = Record.Continuation(journal: previous, through: through, boot: 1, at: .minute(120))
        return Shipment(
            journal: journal, first: sequence, sequence: sequence, content: .record(.continuation(continuation)))
    }
}
