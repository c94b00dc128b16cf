import Alarms
import Chance
import Ledger
import Quantities
import Scratch
import Testing

@Suite final class `The outbox of alarms` {
    private let home = Home()

    @Test func `holds one message for a channel, which tells what is so now`() throws {
        let store = try store()
        try store.tell(["mail"], of: ["a"], at: .minute(0))
        try store.failed(try #require(store.waiting().first), "451", next: .minute(64))
        try store.tell(["mail"], of: ["a", "b"], at: .minute(20))
        let waiting = try store.waiting()
        #expect(waiting.map(\.text) == ["begun a, begun b"])
        #expect(waiting.map(\.attempts) == [1] && waiting.map(\.next) == [.minute(64)], "the server is still dead")
        #expect(waiting.map(\.failure) == ["451"])
        // b is over within the outage; c begins.
        try store.tell(["mail"], of: ["a"], at: .minute(21))
        try store.tell(["mail"], of: ["a"], at: .minute(40))
        try store.tell(["mail"], of: ["a", "c"], at: .minute(60))
        #expect(try store.waiting().map(\.text) == ["begun a, begun c"])
    }

    @Test func `is brought up to date when a message is tried, and keeps it where nothing is new`() throws {
        let store = try store()
        try store.tell(["mail"], of: ["a", "b"], at: .minute(0))
        let first = try #require(store.waiting().first)
        try store.tell(["mail"], of: ["a", "b"], at: .minute(1))
        #expect(try store.waiting() == [first], "a receiver can tell a second copy by its id")
        try store.change(at: .minute(2)) { _ = $0.acknowledge(1, Acknowledgement(by: "Anna", at: .minute(2))) }
        try store.tell(["mail"], of: ["a", "b"], at: .minute(3))
        #expect(try store.waiting().map(\.text) == ["begun b"])
        try store.change(at: .minute(4)) { _ = $0.snooze(2, until: .minute(60), by: "Anna", at: .minute(4)) }
        try store.tell(["mail"], of: ["a", "b"], at: .minute(5))
        #expect(try store.waiting() == [])
        try store.tell(["mail"], of: ["a", "b"], at: .minute(60))
        #expect(try store.waiting().map(\.text) == ["begun b"], "nobody has heard of it yet")
    }

    @Test func `tells the end of what was heard of before, and reminds of it`() throws {
        let store = try store()
        try store.tell(["mail"], of: ["a", "b"], at: .minute(0))
        try store.delivered(try #require(store.waiting().first), at: .minute(0))
        for minute in [Int64(1_440), 1_450, 1_460, 1_470] { try store.tell(["mail"], of: ["b"], at: .minute(minute)) }
        #expect(try store.waiting().map(\.text) == ["still b, ended a"])
    }

    @Test func `tells what is new after the clock was set back, and rather twice than never`() throws {
        let store = try store()
        try store.tell(["mail"], of: ["a"], at: .minute(1_000))
        try store.delivered(try #require(store.waiting().first), at: .minute(1_000))
        try store.tell(["mail"], of: ["a", "b"], at: .minute(0))
        #expect(try store.waiting().map(\.text) == ["begun a, begun b"])
    }

    @Test func `tells what explains the rest alone`() throws {
        let store = try store()
        try store.tell(["mail"], of: ["a"], at: .minute(0))
        let post = AlarmPost(to: ["mail"]) { digest in
            AlarmDraft(subject: "", text: digest.all.map(\.key.subject).joined(separator: " "), json: "\(digest.at)")
        }
        let silent = Condition(
            Key(.siteSilent, "geneva"), .urgent, Words(what: "silent", meaning: "", cure: ""), lasting: .zero)
        try store.change(at: .minute(20), telling: post) { book in
            book.observe([.fault("a", lasting: .zero), silent], Manner(), at: .minute(20))
            if let digest = book.due(Manner(), at: .minute(20)) { book.tell(digest) }
        }
        #expect(try store.waiting().map(\.text) == ["geneva"])
    }

    /// The law: whenever a message arrives, its channel has heard of all that is told and open, and of ends only where it
    /// has heard the begin; whatever was lost before.
    @Test(arguments: UInt64(1)...4) func `leaves nobody out, however often a server is dead`(seed: UInt64) throws {
        let store = try store()
        var chance = SplitMix(state: seed)
        var zones: Set<String> = []
        var isDead = false
        var heard: Set<Int64> = []
        var arrivals = 0
        for minute in Int64(0)..<500 {
            for zone in ["a", "b", "c", "d"] where chance.one(in: 40) { zones.formSymmetricDifference([zone]) }
            if chance.one(in: 50) { isDead.toggle() }
            try store.tell(["mail"], of: zones.sorted(), at: .minute(minute))
            let waiting = try store.waiting()
            #expect(waiting.count <= 1)
            for message in waiting where message.next <= .minute(minute) {
                guard !isDead else {
                    try store.failed(message, "dead", next: .minute(minute + 7))
                    continue
                }
                try store.delivered(message, at: .minute(minute))
                arrivals += 1
                for told in message.json.split(separator: ", ") {
                    let (word, id) = (
                        told.prefix { $0 != " " }, try #require(Int64(told.drop { $0 != " " }.dropFirst()))
                    )
                    #expect(heard.insert(id).inserted == (word == "begun"), "\(minute): \(message.json)")
                }
                let open = try store.alarms(all: false).filter { $0.told != nil }
                #expect(open.allSatisfy { heard.contains($0.id) })
            }
        }
        #expect(arrivals > 3)
    }

    private func store() throws -> AlarmStore {
        _ = try Ledger(home.path + "/ledger", .writing(program: "test"))
        return try AlarmStore(home.path + "/ledger", .changing)
    }
}
