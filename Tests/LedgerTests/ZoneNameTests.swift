import Ledger
import Quantities
import Telemetry
import Testing

/// Zones of one name at one site.
@Suite struct `Two boards with a zone of one name` {
    let shelf = Shelf()

    @Test func `cannot both tell of the same time`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(0)..<4 { try ledger.takes(.interval(UInt64(n + 1), 15 * n..<15 * n + 15, .at(n + 1))) }
        let outcome = try ledger.takes(.interval(1, 30..<45, .at(9), journal: "b"), board: "other")
        guard case .foreign(let complaint) = outcome else {
            Issue.record("took two rooms for one")
            return
        }
        #expect(complaint.hasPrefix("board board tells of a zone office too, from 2026-06-30T00:00:00Z"))
        #expect(complaint.hasSuffix("lightwell-hub name home/other/office NEWNAME"))
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(4))
        #expect(ledger.watermark(of: "b") == 0, "it stays on the board")
    }

    @Test func `are two zones once one has another name, from where it was left`() throws {
        do {
            let ledger = try shelf.ledger()
            try ledger.takes(.interval(1, 0..<15, .at(1)))
            _ = try ledger.takes(.interval(1, 0..<15, .at(9), journal: "b"), board: "other")
            #expect(throws: LedgerError.self) { try ledger.name("office", of: "other", at: "home", "office") }
            try ledger.name("office", of: "other", at: "home", "attic")
        }
        let ledger = try shelf.ledger()
        let shipment = Shelf.shipment
        #expect(try ledger.takes(shipment, board: "other") == .taken)
        #expect(try ledger.takes(shipment, board: "other") == .known)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60), zone: "attic") == .at(9))
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(1))
    }

    @Test func `may follow one another`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(1)))
        #expect(try ledger.takes(.interval(1, 15..<30, .at(9), journal: "b"), board: "other") == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(10))
        guard case .foreign = try ledger.takes(.interval(2, 15..<30, .at(2))) else {
            Issue.record("the first board goes on as if nothing were")
            return
        }
    }
}

extension Shelf {
    fileprivate static var shipment: Shipment { .interval(1, 0..<15, .at(9), journal: "b") }
}
