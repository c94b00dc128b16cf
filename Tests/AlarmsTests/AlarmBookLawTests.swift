import Alarms
import Chance
import Quantities
import Testing

/// Random days of an estate of two sites.
@Suite struct `Whatever happens, the book of alarms` {
    @Test(arguments: UInt64(1)...4) func `does not depend on the order in which it is told`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        var (one, other) = (AlarmBook(), AlarmBook())
        let manner = Manner()
        for (minute, found) in history(seed) {
            one.observe(found, manner, at: minute)
            other.observe(found.shuffled(using: &chance), manner, at: minute)
            #expect(one == other)
            #expect(one.due(manner, at: minute) == other.due(manner, at: minute))
            if let digest = one.due(manner, at: minute) {
                one.tell(digest)
                other.tell(digest)
            }
        }
    }

    @Test(arguments: UInt64(1)...4) func `learns nothing from a second look at the same time`(seed: UInt64) {
        var book = AlarmBook()
        let manner = Manner()
        for (minute, found) in history(seed) {
            book.observe(found, manner, at: minute)
            if let digest = book.due(manner, at: minute) { book.tell(digest) }
            let before = book
            book.observe(found, manner, at: minute)
            #expect(book == before)
            #expect(book.due(manner, at: minute) == nil)
        }
    }

    @Test(arguments: UInt64(1)...4) func `tells each beginning once, then each end once, and seldom`(seed: UInt64) {
        var book = AlarmBook()
        let manner = Manner()
        var (begun, ended): (Set<Int64>, Set<Int64>) = ([], [])
        var (last, open): (Timestamp?, Set<Key>) = (nil, [])
        var told = 0
        for (minute, found) in history(seed) {
            book.observe(found, manner, at: minute)
            let keys = book.alarms.filter(\.isOpen).map(\.key)
            open = Set(keys)
            #expect(open.count == keys.count, "at most one open alarm of a key")
            guard let digest = book.due(manner, at: minute) else { continue }
            book.tell(digest)
            told += 1
            if let last { #expect(minute - last >= manner.digest) }
            last = minute
            for alarm in digest.begun { #expect(begun.insert(alarm.id).inserted) }
            for alarm in digest.still { #expect(begun.contains(alarm.id) && alarm.acknowledgement == nil) }
            for alarm in digest.ended {
                #expect(begun.contains(alarm.id))
                #expect(ended.insert(alarm.id).inserted)
            }
        }
        #expect(told > 0 && open.isSubset(of: Set(book.alarms.map(\.key))))
    }

    /// Minutes of a day, each with what is wrong.
    private func history(_ seed: UInt64) -> [(Timestamp, [Condition])] {
        var chance = SplitMix(state: seed &* 7_919)
        var boards: [BoardState] = ["geneva", "nairobi"].flatMap { site in
            (0..<4).map { BoardState(site: site, board: "b\($0)") }
        }
        return (Int64(0)..<1_440).filter { _ in !chance.one(in: 20) }.map { minute in
            for place in boards.indices {
                if chance.one(in: 400) { boards[place].gone = .minute(minute) }
                if chance.one(in: 300) { boards[place].gone = nil }
                if chance.one(in: 500) { boards[place].faults["z\(chance.next() % 3)"] = "motion-stuck,light-lost" }
                if chance.one(in: 200) { boards[place].faults = [:] }
                if chance.one(in: 900) { boards[place].complaint = "of a copied card" }
                if chance.one(in: 100) { boards[place].complaint = nil }
            }
            if chance.one(in: 1_500) { for place in 0..<3 { boards[place].gone = .minute(minute) } }
            return (.minute(minute), Rules().conditions(in: Observation(at: .minute(minute), boards: boards)))
        }
    }
}
