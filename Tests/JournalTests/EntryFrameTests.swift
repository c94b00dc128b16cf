import Chance
import Journal
import Testing

@Suite struct `An entry outside its journal` {
    let scratch = Scratch()

    @Test func `is read back from its frame, and from nothing else`() throws {
        try scratch.filled([Array("lit".utf8), [], Array(repeating: 7, count: 300)])
        for entry in try scratch.journal().read(from: 1, atMost: 10) {
            let frame = entry.frame
            #expect(Entry(frame: frame) == entry)
            #expect(Entry.frameLength(beginning: Array(frame[..<Entry.frameHeader])) == frame.count)
            #expect(Entry(frame: frame + [0]) == nil && Entry(frame: frame.dropLast()) == nil)
            for place in frame.indices {
                var other = frame
                other[place] ^= 0x20
                #expect(Entry(frame: other) == nil)
            }
        }
    }

    @Test func `is cut only where it is a gap`() throws {
        let gap = try #require(Entry(frame: hexGap))
        #expect((gap.first, gap.sequence) == (8, 11))
        let part = try #require(gap.clipped(to: 10...20))
        #expect((part.first, part.sequence, part.isGap) == (10, 11, true))
        #expect(gap.clipped(to: 1...9)?.sequence == 9)
        #expect(gap.clipped(to: 12...20) == nil && gap.clipped(to: 1...7) == nil)
        try scratch.filled([[1]])
        let entry = try #require(try scratch.journal().read(from: 1, atMost: 1).first)
        #expect(entry.clipped(to: 1...1) == entry && entry.clipped(to: 2...3) == nil)
    }
}

/// As in the golden journal.
private let hexGap: [UInt8] = [
    0xD6, 0xD0, 0x16, 0xA2, 8, 0, 0, 0x80, 11, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0,
]
