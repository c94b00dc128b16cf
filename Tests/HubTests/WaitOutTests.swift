import Ledger
import Loop
import Quantities
import SQLite
import Scratch
import Testing

@testable import Hub

@Suite final class `A program that needs the ledger` {
    private let home = Home()
    private var path: String { home.path + "/ledger" }

    @Test func `waits while somebody else holds it, says so once, and goes on`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let backup = try Connection(path)
        try backup.execute("BEGIN EXCLUSIVE")
        var (said, attempts) = ([String](), 0)
        let store = try waitOut(Stop(), pause: .zero, say: { said.append($0) }) {
            attempts += 1
            if attempts == 3 { try backup.execute("COMMIT") }
            let store = try AlarmStore(self.path, .changing, patience: 0)
            try store.signOfLife(at: Timestamp(milliseconds: 7))
            return store
        }
        #expect(try store?.lastSignOfLife() == Timestamp(milliseconds: 7) && attempts == 3)
        #expect(said.count == 2 && said.first?.hasSuffix("waiting for that") == true)
        #expect(said.first?.contains("another connection holds it") == true)
        #expect(said.last == "the ledger can be used again")
    }

    @Test func `stops waiting when it is asked to stop`() throws {
        let stop = Stop()
        var attempts = 0
        let held: Void? = try waitOut(stop, pause: .zero, say: { _ in }) {
            attempts += 1
            if attempts == 5 { stop.request() }
            throw try self.busy()
        }
        #expect(held == nil && attempts == 5)
    }

    @Test func `does not wait for what does not pass`() throws {
        #expect(throws: LedgerError.self) {
            _ = try waitOut(Stop(), pause: .zero, say: { _ in }) { try AlarmStore(self.path, .changing) }
        }
    }

    /// What SQLite says of a ledger that is locked.
    private func busy() throws -> LedgerError {
        _ = try Ledger(path, .writing(program: "test"))
        let backup = try Connection(path)
        try backup.execute("BEGIN EXCLUSIVE")
        defer { try? backup.execute("COMMIT") }
        do throws(LedgerError) {
            try AlarmStore(path, .changing, patience: 0).signOfLife(at: Timestamp(milliseconds: 0))
        } catch {
            return error
        }
        return .refused("it was not locked")
    }
}

@Suite final class `The notice of a ledger that is brought up` {
    private let said = Said()

    @Test func `is nothing while it is quick`() {
        var notice = notice(isTerminal: false)
        for share in [0, 0.5, 1] { notice.take(.rebuild(share), at: second(1.9)) }
        notice.end()
        #expect(said.sentences.isEmpty)
    }

    @Test func `says what is done, and each tenth of it`() {
        var notice = notice(isTerminal: false)
        notice.take(.upgrade(from: 3, to: 7), at: second(0))
        notice.take(.rebuild(0), at: second(1))
        for step in 1...1_000 { notice.take(.rebuild(Double(step) / 1_000), at: second(1 + Double(step) / 100)) }
        notice.end()
        #expect(
            said.sentences == [
                "L is of version 3: it is brought up to 7, once; stopping meanwhile loses nothing",
                "L: making hours, days and months anew from the records; stopping meanwhile loses nothing",
            ] + (2...10).map { "L: \($0 * 10) % of the records" })
    }

    @Test func `is a line that changes on a terminal`() {
        var notice = notice(isTerminal: true)
        notice.take(.rebuild(0), at: second(0))
        notice.take(.rebuild(0.3), at: second(3))
        notice.take(.rebuild(0.31), at: second(4))
        notice.end()
        #expect(said.sentences.dropFirst() == ["<30 %>", "<31 %>", "<>"])
    }

    private final class Said { var sentences: [String] = [] }

    private func notice(isTerminal: Bool) -> UpkeepNotice {
        let said = said
        return UpkeepNotice(
            of: "L", isTerminal: isTerminal, say: { said.sentences.append($0) },
            show: { said.sentences.append("<\($0)>") })
    }

    private func second(_ seconds: Double) -> Instant { Instant(milliseconds: Int64(seconds * 1_000)) }
}
