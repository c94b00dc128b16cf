import Chance
import Journal
import Ledger
import Loop
import PrivateBroker
import Quantities
import Records
import Scratch
import Testing
import Uplink

/// An uplink without a thread: its owner gives it turns, on a hand-turned clock.
@Suite(.serialized) struct `An uplink that is given its turns` {
    let home = Home()
    private let board: SteppedBoard
    private var journal: MemoryJournal { board.journal }

    init() throws { board = try SteppedBoard() }

    @Test func `says when it wants the next one`() throws {
        let uplink = try board.dial()
        #expect(uplink.wakeBy == .epoch, "it wants to connect")
        #expect(uplink.interest == nil)
        var now = Instant(milliseconds: 5_000)
        try board.turn(uplink, &now, until: uplink.isBorn)
        #expect(uplink.wakeBy == nil, "nothing is on its way")
        try board.write(1)
        let sent = now
        uplink.turn(at: board.moment(sent))
        #expect(try #require(uplink.wakeBy) > sent, "nobody acknowledges: it will send again")
        #expect(uplink.tally.births == 1 && uplink.tally.entries == 1)
        uplink.cut(at: board.moment(now))
        #expect(!uplink.isBorn && uplink.interest == nil)
        #expect(try #require(uplink.wakeBy) > now, "it will connect again")
        let due = uplink.wakeBy
        uplink.cut(at: board.moment(now + .milliseconds(100)))
        #expect(uplink.wakeBy == due, "what is cut cannot be cut")
    }

    @Test func `says what is wrong once, and tries later and later`() throws {
        board.broker.stop()
        let uplink = try board.dial()
        var (now, waits) = (Instant(milliseconds: 5_000), [Int64]())
        for _ in 0..<5 {
            uplink.turn(at: board.moment(now))
            #expect(uplink.wakeBy == .epoch, "the failed attempt may have taken long")
            uplink.turn(at: board.moment(now))
            let due = try #require(uplink.wakeBy)
            waits.append((due - now).milliseconds)
            now = due
        }
        for (wait, step) in zip(waits, [500, 1_000, 2_000, 4_000, 8_000]) {
            #expect(Int64(step / 2)...Int64(step) ~= wait)
        }
    }

    /// Cut, forgotten, thrown away and made anew at any time: in the end the ledger holds every entry once.
    @Test(arguments: 0..<6) func `delivers everything whatever becomes of it`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let hub = try Hub(board.address, ledger: home.path + "/ledger.sqlite")
        var uplink = try board.dial()
        var now = Instant(milliseconds: 5_000)
        for _ in 0..<400 {
            switch random.next() % 40 {
            case 0: uplink.cut(at: board.moment(now))
            case 1: uplink = try board.dial()
            case 2: now = now + .milliseconds(Int64(random.next() % 90_000))
            case 3: uplink.leave(at: board.moment(now))
            case 4..<20: try board.write(Int(random.next() % 6))
            default: uplink.turn(at: board.moment(now))
            }
            if let interest = uplink.interest { wait(for: [interest], atMost: .milliseconds(1)) }
            now = now + .milliseconds(Int64(random.next() % 50))
        }
        uplink = try board.dial()
        try board.write(1)
        try board.turn(uplink, &now, until: journal.acknowledged == journal.last)
        hub.end()
        #expect(journal.givenUp == 0 && journal.last > 100)
        let ledger = try Ledger(home.path + "/ledger.sqlite", .reading)
        #expect(ledger.watermark(of: journal.id) == journal.last)
        let last = SteppedBoard.start + .minutes(15 * Int64(journal.last))
        let registers = try ledger.registers(ofJournal: journal.id, at: last)
        #expect(registers["east"]?[.lampEnergy] == Int64(journal.last) * 150_000)
    }
}
