import Glibc
import Locks
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@testable import Ledger

@Suite struct `A ledger` {
    let shelf = Shelf()

    @Test func `takes only the next entry, whatever kind it is`() throws {
        let ledger = try shelf.ledger()
        let trace = Shipment(journal: "a", first: 4, sequence: 4, content: .trace([1, 10, 0]))
        #expect(try ledger.takes(.boot(1)) == .taken)
        #expect(try ledger.takes(.interval(3, 0..<15, .at(1))) == .early)
        #expect(ledger.watermark(of: "a") == 1)
        #expect(try ledger.takes(.interval(2, 0..<15, .at(1))) == .taken)
        #expect(try ledger.takes(.change(3)) == .taken)
        #expect(try ledger.takes(trace) == .taken)
        #expect(ledger.watermark(of: "a") == 4)
        #expect(ledger.watermark(of: "unheard") == 0)
    }

    @Test func `knows what it has, and counts nothing twice`() throws {
        let ledger = try shelf.ledger()
        let shipments = [Shipment.boot(1), .interval(2, 0..<15, .at(7)), .change(3)]
        for shipment in shipments { #expect(try ledger.takes(shipment) == .taken) }
        for shipment in shipments { #expect(try ledger.takes(shipment) == .known) }
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(7))
        #expect(ledger.watermark(of: "a") == 3)
    }

    @Test func `refuses a journal that comes from another board`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.boot(1))
        let sentence =
            "its journal is that of home/board; if the board was renamed, give it its old name, or "
            + "move its records folder away so that it begins a new journal"
        #expect(try ledger.takes(.interval(2, 0..<15, .at(1)), board: "copy") == .foreign(sentence))
        #expect(try ledger.takes(.interval(2, 0..<15, .at(1)), site: "away") == .foreign(sentence))
        #expect(ledger.watermark(of: "a") == 1)
    }

    @Test func `refuses a journal that now says something else`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.interval(1, 0..<15, .at(7)))
        #expect(
            try ledger.takes(.interval(1, 0..<15, .at(8)))
                == .foreign("entry 1 is not what the journal said before; was its card copied?"))
        #expect(try ledger.moved(from: .minute(0), to: .minute(15)) == .at(7))
    }

    @Test func `passes over what a board has given up, whole or in part`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.boot(1))
        #expect(try ledger.takes(.gap(3...9)) == .early)
        #expect(try ledger.takes(.gap(1...9)) == .taken)
        #expect(ledger.watermark(of: "a") == 9)
        #expect(try ledger.takes(.gap(2...9)) == .known)
        #expect(try ledger.takes(.interval(10, 45..<60, .at(4))) == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(60)) == .at(4))
    }

    @Test func `remembers everything when it is opened again`() throws {
        try shelf.ledger().takes(.interval(1, 0..<15, .at(7)))
        let ledger = try shelf.ledger()
        #expect(ledger.watermark(of: "a") == 1)
        #expect(try ledger.takes(.interval(1, 0..<15, .at(7))) == .known)
        #expect(try ledger.takes(.interval(1, 0..<15, .at(8))) != .known)
        #expect(try ledger.takes(.interval(2, 15..<30, .at(9)), board: "copy") != .taken)
        #expect(try ledger.takes(.interval(2, 15..<30, .at(9))) == .taken)
        #expect(try ledger.moved(from: .minute(15), to: .minute(30)) == .at(2))
    }

    @Test func `keeps nothing of a commit that fails, and takes it the next time`() throws {
        let ledger = try shelf.ledger()
        try ledger.takes(.boot(1))
        #expect(throws: LedgerError.self) {
            try ledger.commit { () throws(LedgerError) in
                _ = try ledger.take(.interval(2, 0..<15, .at(1)), site: "home", board: "board")
                _ = try ledger.take(.interval(1, 15..<30, .at(1), journal: "b"), site: "home", board: "other")
                throw .missing(path: "the rest")
            }
        }
        #expect((ledger.watermark(of: "a"), ledger.watermark(of: "b")) == (1, 0))
        #expect(try ledger.uses(from: .minute(0), to: .minute(60)).isEmpty)
        #expect(try ledger.takes(.interval(2, 0..<15, .at(1))) == .taken)
        #expect(try ledger.takes(.interval(1, 15..<30, .at(1), journal: "b"), board: "third") == .taken)
        #expect(try ledger.moved(from: .minute(0), to: .minute(30)) == .at(1))
    }

    @Test func `loses nothing when the disk is full, and goes on when it no longer is`() throws {
        let ledger = try shelf.ledger()
        for n in Int64(1)...100 { try ledger.takes(.interval(UInt64(n), 15 * n - 15..<15 * n, .at(n))) }
        let pages = try ledger.database.statement("PRAGMA page_count")
        #expect(try pages.step())
        try ledger.database.execute(script: "PRAGMA max_page_count = \(pages.int64(0) ?? 0)")
        pages.reset()
        var (taken, failure) = (Int64(100), LedgerError?.none)
        while failure == nil, taken < 5_000 {
            do throws(LedgerError) {
                try ledger.commit { () throws(LedgerError) in
                    for n in taken + 1...taken + 50 {
                        _ = try ledger.take(
                            .interval(UInt64(n), 15 * n - 15..<15 * n, .at(n)), site: "home", board: "board")
                    }
                }
                taken += 50
            } catch { failure = error }
        }
        #expect(failure?.mayPass == true)
        #expect(ledger.watermark(of: "a") == UInt64(taken))
        try ledger.database.execute(script: "PRAGMA max_page_count = 1000000")
        for n in taken + 1...taken + 200 {
            #expect(try ledger.takes(.interval(UInt64(n), 15 * n - 15..<15 * n, .at(n))) == .taken)
        }
        #expect(try ledger.moved(from: .minute(0), to: .minute(15 * (taken + 200))) == .at(taken + 200))
        #expect(try shelf.reader().check() == [])
    }

    @Test func `has one writer, and tells the second one who that is`() throws {
        let ledger = try shelf.ledger("lightwell-hub run")
        do {
            _ = try shelf.ledger("second")
            Issue.record("two writers")
        } catch let error as LedgerError {
            #expect(
                error.description
                    == "\(shelf.path).lock is held by lightwell-hub run (pid \(getpid())); stop that one first")
        }
        #expect(ledger.watermark(of: "a") == 0)
    }

    @Test func `can be read while it is written`() throws {
        let ledger = try shelf.ledger()
        let reader = try shelf.reader()
        try ledger.takes(.interval(1, 0..<15, .at(7)))
        #expect(try reader.moved(from: .minute(0), to: .minute(15)) == .at(7))
    }

    @Test func `that does not exist is a sentence to a reader`() throws {
        do {
            _ = try shelf.reader()
            Issue.record("read a ledger that is not there")
        } catch let error as LedgerError {
            #expect(error.description == "there is no ledger \(shelf.path) yet; start lightwell-hub run first")
        }
        #expect(access(shelf.path, F_OK) != 0, "reading makes no file")
    }

    @Test(arguments: [true, false]) func `of a newer release is refused, not changed`(isReader: Bool) throws {
        _ = try shelf.ledger()
        try Connection(shelf.path).setUserVersion(Schema.version + 1)
        do {
            _ = try isReader ? shelf.reader() : shelf.ledger()
            Issue.record("opened")
        } catch let error as LedgerError {
            #expect(
                error.description
                    == "\(shelf.path) is a ledger of version \(Schema.version + 1), this release knows "
                    + "\(Schema.version): use the newer release")
        }
        #expect(try Connection(shelf.path).userVersion() == Schema.version + 1)
    }
}
