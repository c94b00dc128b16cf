import Ledger
import Quantities
import Records
import SQLite
import Telemetry
import Testing

@Suite struct `The book of commands` {
    let shelf = Shelf()

    @Test func `keeps what was asked before anybody answers, and then the answer`() throws {
        let ledger = try shelf.ledger("lightwell-hub run")
        let book = try CommandBook(shelf.path)
        let (first, second) = (try book.ask(.of(1)), try book.ask(.of(2)))
        #expect(first < second)
        #expect(try ledger.commands() == [.of(1), .of(2)])
        try book.note(Command.Answer(.refused, at: .minute(9), reason: "not here"), to: second)
        let kept = try shelf.reader().commands()
        #expect(kept[0].answer == nil)
        #expect(kept[1].answer == Command.Answer(.refused, at: .minute(9), reason: "not here"))
        #expect(try ledger.takes(.boot(1)) == .taken, "the hub goes on")
    }

    @Test func `is read by the time`() throws {
        _ = try shelf.ledger()
        let book = try CommandBook(shelf.path)
        for minute in [5, 3, 4] as [Int64] { _ = try book.ask(.of(minute)) }
        let reader = try shelf.reader()
        #expect(try reader.commands().map(\.at) == [3, 4, 5].map(Timestamp.minute))
        #expect(try reader.commands(from: .minute(4)).map(\.at) == [4, 5].map(Timestamp.minute))
        #expect(try reader.commands(from: .minute(4), to: .minute(5)).map(\.at) == [.minute(4)])
    }

    @Test func `wants a ledger of this release`() throws {
        #expect(throws: LedgerError.self) { _ = try CommandBook(shelf.path) }
        _ = try shelf.ledger()
        try Connection(shelf.path).takeBack(to: 7)
        let error = try #require(throws: LedgerError.self) { _ = try CommandBook(shelf.path) }
        #expect(
            error.description
                == "the ledger \(shelf.path) keeps no commands yet: run lightwell-hub run of this release on "
                + "it first")
        #expect(try shelf.reader().commands().isEmpty)
        _ = try shelf.ledger()
        #expect(try CommandBook(shelf.path).ask(.of(1)) == 1)
        #expect(try shelf.reader().check() == [])
    }
}

extension Command {
    fileprivate static func of(_ minute: Int64) -> Command {
        Command(
            token: "\(minute)-a", site: "home", board: "board", zone: "office", setting: 1, value: 600, by: "ada",
            account: "root", program: "lightwell-hub set", at: .minute(minute), expires: .minute(minute + 10),
            until: minute > 1 ? .minute(minute + 60) : nil)
    }
}
