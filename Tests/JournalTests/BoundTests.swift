import Chance
import Journal
import Testing

@Suite struct `A full journal` {
    let scratch = Scratch()

    @Test func `gives up what is acknowledged first, oldest first, and only for room`() throws {
        let journal = try scratch.journal(limit: 65_536, thinning: .none)
        try journal.fill(1...300)
        #expect(journal.oldest == 1)
        try journal.acknowledge(through: 200)
        #expect(journal.oldest == 1)
        #expect(try journal.read(from: 1, atMost: 1).first?.bytes == entry(1))
        try journal.fill(301...600)
        #expect(journal.oldest > 1 && journal.oldest <= 201)
        #expect(journal.bytesUsed <= 65_536)
        let entries = try journal.read(from: 201, atMost: 1_000)
        #expect(entries.map(\.bytes) == (201...600).map { entry($0) })
    }

    @Test func `says from which sequence on it can be read`() throws {
        let journal = try scratch.journal(limit: 65_536)
        try journal.fill(1...1_000)
        #expect(journal.oldest > 1)
        let first = try #require(try journal.read(from: 3, atMost: 1).first)
        #expect(first.isGap && first.first == 3 && first.sequence == journal.oldest - 1)
        #expect(try journal.read(from: journal.oldest, atMost: 1).first?.isGap == false)
    }

    @Test func `keeps what matters longer, ever coarser, the oldest coarsest`() throws {
        let thinning = Thinning(levels: 2) { level, sequence, _ in sequence % (level == 0 ? 5 : 25) == 0 }
        let journal = try scratch.journal(limit: 65_536, thinning: thinning)
        try journal.fill(1...2_000)
        #expect(journal.bytesUsed <= 65_536)
        #expect(journal.oldest == 1)
        var random = SplitMix(state: 1)
        let kept = try journal.all(using: &random).filter { !$0.isGap }
        #expect(kept.allSatisfy { $0.bytes == entry($0.sequence) })
        let sequences = kept.map(\.sequence)
        #expect(sequences.starts(with: [25, 50, 75, 100]))
        #expect(Set(sequences).isSuperset(of: stride(from: 25, through: 2_000, by: 25)))
        #expect(sequences.suffix(10) == Array(1_991...2_000))
    }

    @Test func `drops the oldest segment when nothing else is left to give`() throws {
        let thinning = Thinning(levels: 3) { _, _, _ in true }
        let journal = try scratch.journal(limit: 65_536, thinning: thinning)
        try journal.fill(1...1_000)
        #expect(journal.bytesUsed <= 65_536 && journal.bytesUsed > 57_344)
        #expect(journal.oldest > 500)
        #expect(try journal.read(from: journal.oldest, atMost: 1_000).allSatisfy { !$0.isGap })
    }

    @Test func `merges what it dropped into few gaps and few files`() throws {
        let journal = try scratch.journal(limit: 65_536, thinning: Thinning(levels: 2) { _, _, _ in false })
        try journal.fill(1...5_000)
        let entries = try journal.read(from: 1, atMost: 5_000)
        #expect(entries.filter(\.isGap).count == 1)
        #expect(entries.first?.first == 1)
        #expect(scratch.segments.count <= 20)
    }

    @Test func `goes on thinning after it was opened again`() throws {
        let thinning = Thinning(levels: 1) { _, sequence, _ in sequence % 100 == 0 }
        for round in 0..<10 {
            let journal = try scratch.journal(limit: 65_536, thinning: thinning)
            let first = UInt64(round) * 200 + 1
            try journal.fill(first...first + 199)
            #expect(journal.bytesUsed <= 65_536)
        }
        let journal = try scratch.journal(limit: 65_536, thinning: thinning)
        let kept = try journal.read(from: 1, atMost: 10_000).filter { !$0.isGap }.map(\.sequence)
        #expect(Set(kept).isSuperset(of: stride(from: 100, through: 2_000, by: 100)))
    }

    @Test func `obeys a smaller limit from the next sync on`() throws {
        do { try scratch.journal(limit: 262_144).fill(1...1_000) }
        let journal = try scratch.journal(limit: 65_536)
        try journal.fill(1_001...1_001)
        #expect(journal.bytesUsed <= 65_536)
        #expect(try journal.read(from: 1_001, atMost: 1).first?.bytes == entry(1_001))
    }
}

private func entry(_ sequence: UInt64) -> [UInt8] {
    Array("\(sequence) ".utf8) + [UInt8](repeating: UInt8(sequence % 251), count: 120)
}

extension Journal {
    fileprivate func fill(_ sequences: ClosedRange<UInt64>) throws {
        for sequence in sequences {
            try append(entry(sequence))
            if sequence % 10 == 0 || sequence == sequences.upperBound { try sync() }
        }
    }
}
