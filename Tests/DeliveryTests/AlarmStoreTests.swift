import Alarms
import Chance
import Ledger
import Quantities
import SQLite
import Scratch
import Testing

@Suite final class `The alarms of a ledger` {
    private let home = Home()

    @Test func `are changed beside the hub that writes the ledger`() throws {
        let hub = try Ledger(path, .writing(program: "lightwell-hub run"))
        let store = try AlarmStore(path, .changing)
        try observe(store, [fault("a")], at: 0)
        try hub.signOfLife(at: .minute(1))
        try observe(store, [fault("a")], at: 30)
        #expect(try AlarmStore(path, .reading).alarms(all: false).map(\.key.subject) == ["geneva/a"])
        #expect(try hub.lastSignOfLife() == .minute(1))
        #expect(try hub.check() == [])
    }

    @Test func `are not there in a ledger of an earlier release, which is said with the cure`() throws {
        do {
            _ = try Ledger(path, .writing(program: "test"))
            let connection = try Connection(path)
            for table in ["alarm_event", "alarm", "alarm_pending", "alarm_message", "alarm_watch"] {
                try connection.execute("DROP TABLE \(table)")
            }
        }
        let error = #expect(throws: LedgerError.self) { try AlarmStore(path, .reading) }
        #expect(
            error?.description
                == "the ledger \(path) keeps no alarms yet: run lightwell-hub run of this release on it first")
        #expect(throws: LedgerError.self) { try AlarmStore(home.path + "/none", .changing) }
    }

    @Test func `know a board no more once it is forgotten, until it is heard again`() throws {
        let hub = try Ledger(path, .writing(program: "lightwell-hub run"))
        func sighting(_ board: String, gone: Timestamp?) -> Sighting {
            Sighting(
                site: "geneva", board: board, firstSeen: .minute(0), born: .minute(0), gone: gone, journal: "j",
                backlog: 7, faults: ["office": "motion-stuck"], heard: .minute(1))
        }
        try hub.note([sighting("one", gone: .minute(5)), sighting("two", gone: nil)])
        let store = try AlarmStore(path, .changing)
        #expect(try store.forget("one", at: "geneva").backlog == 7)
        #expect(try hub.sightings() == [sighting("two", gone: nil)])
        #expect(throws: LedgerError.self, "it is connected") { try store.forget("two", at: "geneva") }
        #expect(throws: LedgerError.self, "it is forgotten") { try store.forget("one", at: "geneva") }
        try hub.note([sighting("one", gone: nil)])
        #expect(try hub.sightings().map(\.board) == ["one", "two"])
    }

    @Test func `keep those that are over, with what became of them`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let store = try AlarmStore(path, .changing)
        for minute in Int64(0)...31 { try observe(store, [fault("a")], at: minute) }
        for minute in Int64(32)...60 { try observe(store, [], at: minute) }
        for minute in Int64(61)...100 { try observe(store, [fault("a")], at: minute) }
        #expect(try store.alarms(all: false).map(\.id) == [2])
        #expect(try store.alarms(all: true).map(\.ended) == [.minute(47), nil])
        #expect(try store.events(of: 1).map(\.deed) == [.raised, .ended])
    }

    @Test func `are rolled back as a whole`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let store = try AlarmStore(path, .changing)
        try Connection(path).execute(
            "CREATE TRIGGER full BEFORE INSERT ON alarm_message BEGIN SELECT RAISE(FAIL, 'full'); END")
        #expect(throws: LedgerError.self) {
            try store.tell(["mail"], of: ["a"], at: .minute(0))
        }
        #expect(try store.alarms(all: true) == [] && store.book() == AlarmBook())
    }

    @Test func `forget messages that were taken long ago, and never one that somebody still waits for`() throws {
        _ = try Ledger(path, .writing(program: "test"))
        let store = try AlarmStore(path, .changing)
        for (minute, zone) in [(Int64(0), "a"), (20, "b")] {
            try store.tell(["mail"], of: [zone], at: .minute(minute))
            try store.delivered(try #require(try store.waiting().last), at: .minute(minute))
        }
        try store.tell(["mail", "webhook", "gone"], of: ["c"], at: .minute(40))
        try store.tidy(keeping: ["mail", "webhook"], since: .minute(30))
        #expect(try store.waiting().map(\.channel) == ["mail", "webhook", "gone"], "it may be back")
        try store.tidy(keeping: ["mail", "webhook"], since: .minute(50))
        #expect(try store.waiting().map(\.channel) == ["mail", "webhook"])
        let taken = try Connection(path).statement("SELECT GROUP_CONCAT(id) FROM alarm_message WHERE delivered > 0")
        #expect(try taken.step() && taken.string(0) == "2", "the last one says what has not arrived since")
        #expect(try store.book().lastDigest == .minute(40))
    }

    /// The law: a process that is started anew before each look knows what one knows that never ended.
    @Test(arguments: UInt64(1)...4) func `are the same after every restart`(seed: UInt64) throws {
        _ = try Ledger(path, .writing(program: "test"))
        var chance = SplitMix(state: seed)
        var (book, manner) = (AlarmBook(), Manner())
        (manner.digest, manner.again) = (.minutes(5), .hours(2))
        var zones: Set<String> = []
        for minute in Int64(0)..<400 {
            for zone in ["a", "b", "c"] where chance.one(in: 60) { zones.formSymmetricDifference([zone]) }
            let found = zones.map { fault($0) }
            let whom = Int64(1 + chance.next() % 4)
            let deed = chance.next() % 40
            func act(_ book: inout AlarmBook) -> Digest? {
                book.observe(found, manner, at: .minute(minute))
                if deed == 0 { _ = book.acknowledge(whom, Acknowledgement(by: "A", note: "n", at: .minute(minute))) }
                if deed == 1 { _ = book.snooze(whom, until: .minute(minute + 50), by: "A", at: .minute(minute)) }
                let digest = book.due(manner, at: .minute(minute))
                if let digest { book.tell(digest) }
                return digest
            }
            let told = act(&book)
            let store = try AlarmStore(path, .changing)
            let toldToo = try store.change(at: .minute(minute)) { act(&$0) }
            let kept = try store.book()
            #expect(told == toldToo)
            #expect(kept.alarms == book.alarms && kept.pending == book.pending)
            #expect(kept.next == book.next && kept.lastDigest == book.lastDigest)
        }
        #expect(book.next > 1)
    }

    private var path: String { home.path + "/ledger" }

    private func observe(_ store: AlarmStore, _ found: [Condition], at minute: Int64) throws {
        try store.change(at: .minute(minute)) { book in
            book.observe(found, Manner(), at: .minute(minute))
        }
    }

    private func fault(_ zone: String) -> Condition { .fault(zone, lasting: .minutes(30)) }
}
