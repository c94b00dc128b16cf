import Chance
import Journal
import Testing

@Suite struct `A journal in memory` {
    @Test func `counts from one, and reads back what it was given`() throws {
        let journal = MemoryJournal(limit: 65_536)
        #expect([journal.last, journal.durable, journal.acknowledged, journal.oldest] == [0, 0, 0, 1])
        #expect(try (1...3).map { try journal.append([$0]) } == [1, 2, 3])
        #expect(journal.read(from: 0, atMost: 2).map(\.bytes) == [[1], [2]])
        #expect(journal.read(from: 3, atMost: 9).map(\.sequence) == [3])
        #expect(journal.read(from: 4, atMost: 9).isEmpty)
    }

    @Test func `takes an acknowledgement back, and none of what it never wrote`() throws {
        let journal = MemoryJournal(limit: 65_536)
        for number in UInt8(1)...9 { try journal.append([number]) }
        try journal.acknowledge(through: 9)
        try journal.acknowledge(through: 4)
        #expect(journal.acknowledged == 4)
        #expect(journal.read(from: 5, atMost: 1).first?.bytes == [5])
        #expect(throws: JournalError.neverWritten(directory: "in memory", sequence: 10, durable: 9)) {
            try journal.acknowledge(through: 10)
        }
    }

    @Test func `without room only counts`() throws {
        let journal = MemoryJournal(limit: 0)
        for _ in 0..<5 { try journal.append([UInt8](repeating: 1, count: 1_000)) }
        #expect(journal.last == 5 && journal.bytesUsed == 0)
        #expect(journal.read(from: 2, atMost: 9).map { [$0.first, $0.sequence] } == [[2, 5]])
        #expect(journal.read(from: 2, atMost: 9)[0].isGap)
    }

    @Test func `refuses an entry that would fill it`() {
        #expect(throws: JournalError.entryTooLarge(directory: "in memory", bytes: 9_000, most: 8_192)) {
            try MemoryJournal(limit: 65_536).append([UInt8](repeating: 0, count: 9_000))
        }
    }

    @Test func `gives up what its thinning would, before the rest`() throws {
        let evens = Thinning(levels: 1) { _, sequence, _ in sequence % 2 == 0 }
        let journal = MemoryJournal(limit: 8_000, thinning: evens)
        for _ in 0..<90 { try journal.append([UInt8](repeating: 0, count: 88)) }
        let kept = journal.read(from: 1, atMost: 1_000).filter { !$0.isGap }.map(\.sequence)
        #expect(kept.contains(2) && !kept.contains(1))
        #expect(kept.last == 90)
        #expect(journal.givenUp == 90 - UInt64(kept.count))
    }

    /// Entries come and are acknowledged at random, also backwards.
    @Test(arguments: 0..<200) func `keeps within its limit, and says of every entry what became of it`(seed: UInt64)
        throws
    {
        var random = SplitMix(state: seed)
        let limit = Int.random(in: 2_000...70_000, using: &random)
        let journal = MemoryJournal(limit: limit, thinning: Thinning(levels: 1) { _, sequence, _ in sequence % 4 == 0 })
        var written: [[UInt8]] = []
        for _ in 0..<1_500 {
            switch random.next() % 8 {
            case 0:
                let word = random.one(in: 5) ? random.next() % (journal.last + 1) : journal.last
                try journal.acknowledge(through: word)
                #expect(journal.acknowledged == word)
            case 1, 2:
                let first = 1 + random.next() % (journal.last + 2)
                let most = Int.random(in: 1...40, using: &random)
                var next = first
                for entry in journal.read(from: first, atMost: most) {
                    #expect(entry.first == next)
                    if let bytes = entry.bytes { #expect(bytes == written[Int(entry.sequence) - 1]) }
                    next = entry.sequence + 1
                }
                #expect(first > journal.last || next > first)
            default:
                written.append((0..<Int.random(in: 0...120, using: &random)).map { _ in UInt8(random.next() & 255) })
                #expect(try journal.append(written[written.count - 1]) == UInt64(written.count))
            }
            #expect(journal.bytesUsed <= limit)
        }
        if journal.givenUp == 0 {
            let waiting = journal.read(from: journal.acknowledged + 1, atMost: 10_000)
            let isWhole = journal.oldest <= journal.acknowledged + 1
            #expect(!isWhole || waiting.allSatisfy { !$0.isGap })
        }
    }
}
