import Glibc
import Ledger
import Quantities
import Records
import SQLite
import Telemetry
import Testing

/// What keeps a ledger alive: looking after it, copying it, putting a copy back.
@Suite struct `The care of a ledger` {
    let shelf = Shelf()
    let copy = Shelf()

    @Test func `finds nothing in a ledger of every kind of entry`() throws {
        let ledger = try shelf.ledger()
        for shipment in history(20) { try ledger.takes(shipment) }
        try ledger.takes(.change(22))
        try ledger.takes(.gap(23...30))
        #expect(try shelf.reader().check() == [])
    }

    @Test(arguments: [
        ("UPDATE interval SET lamp_mwh = 1 WHERE sequence = 10", "home/office: a register runs backwards"),
        ("UPDATE interval SET starts = starts - 60000 WHERE sequence = 9", "home/office: the record that ends at"),
        ("UPDATE journal SET watermark = 7", "home/board: journal a is in through entry 7, but there are 21 entries"),
        ("UPDATE span SET last_end = first_end", "home/office: 19 records lie where no search looks"),
        (
            "UPDATE standing SET lamp_mwh = 1 WHERE at = (SELECT MAX(at) FROM standing)",
            "home/office: what is kept for "
        ),
        ("DELETE FROM span", "home/office: 20 records lie where no search looks"),
    ])
    func `finds what nobody but a hand or a fault can have done`(deed: String, finding: String) throws {
        do {
            let ledger = try shelf.ledger()
            for shipment in history(20) { try ledger.takes(shipment) }
        }
        // What is kept is written when the next program begins, if not before.
        _ = try shelf.ledger()
        do {
            let hand = try Connection(shelf.path, .existing)
            try hand.execute(deed)
        }
        let findings = try shelf.reader().check()
        #expect(findings.count == 1 && findings[0].hasPrefix(finding), "\(findings)")
        #expect(throws: LedgerError.self) { try shelf.reader().backUp(to: copy.path) }
        #expect(access(copy.path, F_OK) != 0, "an unsound copy is not kept")
    }

    @Test func `copies while somebody writes, and the copy is of one moment`() throws {
        let ledger = try shelf.ledger()
        for shipment in history(20) { try ledger.takes(shipment) }
        var shares: [Double] = []
        try shelf.reader().backUp(to: copy.path) { shares.append($0) }
        try ledger.takes(.interval(22, 300..<315, .at(21)))
        #expect(shares.last == 1)
        let held = try copy.reader()
        #expect(held.watermark(of: "a") == 21)
        #expect(try held.moved(from: .minute(0), to: .minute(600)) == .at(20))
        #expect(try held.check() == [])
    }

    @Test func `puts a backup back, keeps what was there, and takes again what the backup lacks`() throws {
        do {
            let ledger = try shelf.ledger()
            for shipment in history(10) { try ledger.takes(shipment) }
            try shelf.reader().backUp(to: copy.path)
            for shipment in history(20).dropFirst(11) { try ledger.takes(shipment) }
        }
        let aside = try #require(try Ledger.restore(copy.path, to: shelf.path, program: "test"))
        defer { for ending in ["", "-wal", "-shm"] { unlink(aside + ending) } }
        #expect(try Ledger(aside, .reading).watermark(of: "a") == 21)
        let ledger = try shelf.ledger()
        #expect(ledger.watermark(of: "a") == 11)
        #expect(try ledger.takes(.interval(21, 285..<300, .at(20))) == .early, "the board goes back")
        for shipment in history(20).dropFirst(11) { #expect(try ledger.takes(shipment) == .taken) }
        #expect(try ledger.moved(from: .minute(0), to: .minute(600)) == .at(20))
    }

    @Test func `restores nothing under a running hub, nor from what is no backup`() throws {
        let ledger = try shelf.ledger()
        for shipment in history(3) { try ledger.takes(shipment) }
        try shelf.reader().backUp(to: copy.path)
        #expect(throws: LedgerError.self) { _ = try Ledger.restore(copy.path, to: shelf.path, program: "other") }
        #expect(throws: LedgerError.self) { _ = try Ledger.restore("/nowhere", to: copy.path, program: "other") }
        #expect(ledger.watermark(of: "a") == 4)
    }

    /// A boot, and quarter-hours after it.
    private func history(_ quarters: Int64) -> [Shipment] {
        [.boot(1)]
            + (0..<quarters).map { .interval(UInt64($0 + 2), $0 * 15..<$0 * 15 + 15, .at($0 + 1)) }
    }
}
