import Chance
import Glibc
import Journal
import Testing

@Suite struct `A damaged journal` {
    let scratch = Scratch()

    @Test func `cuts off a torn tail, says how much, and gives no sequence twice`() throws {
        try scratch.filled([[1], [2], [3]])
        let name = try #require(scratch.segments.last)
        let whole = scratch.bytes(of: name)
        scratch.write(Array(whole.dropLast(1)), to: name)
        let journal = try scratch.journal()
        #expect(journal.recovered.droppedBytes == 16)
        #expect(journal.recovered.lost == 3...3)
        #expect(try journal.append([4]) == 4)
        try journal.sync()
        let entries = try journal.read(from: 1, atMost: 10)
        #expect(entries.map(\.bytes) == [[1], [2], nil, [4]])
        #expect(entries.map(\.first) == [1, 2, 3, 4])
    }

    @Test func `reads on behind a damaged entry, in whatever segment`() throws {
        let contents = (1...1_500).map { Array("entry number \($0)".utf8) }
        try scratch.filled(contents)
        for name in scratch.segments {
            var bytes = scratch.bytes(of: name)
            bytes[200] ^= 0x40
            scratch.write(bytes, to: name)
        }
        let damaged = scratch.segments.count
        var random = SplitMix(state: 1)
        let entries = try scratch.journal().all(using: &random)
        #expect(entries.count == 1_500)
        #expect(entries.filter(\.isGap).count == damaged)
        for entry in entries where !entry.isGap { #expect(entry.bytes == contents[Int(entry.sequence) - 1]) }
    }

    @Test func `shows a missing segment, and one that cannot be read, as a gap`() throws {
        try scratch.filled((1...3_000).map { Array("entry number \($0)".utf8) })
        let firsts = scratch.segments.map { UInt64($0.prefix(20))! }
        try #require(firsts.count > 5)
        let directory = scratch.path + "/" + scratch.segments[3]
        unlink(scratch.path + "/" + scratch.segments[1])
        unlink(directory)
        mkdir(directory, 0o700)
        defer { rmdir(directory) }
        let journal = try scratch.journal()
        var random = SplitMix(state: 2)
        let gaps = try journal.all(using: &random).filter(\.isGap)
        #expect(gaps.map(\.first) == [firsts[1], firsts[3]])
        #expect(gaps.map(\.sequence) == [firsts[2] - 1, firsts[4] - 1])
    }

    @Test func `goes on behind the acknowledgement when the disk lost what was acknowledged`() throws {
        do {
            let journal = try scratch.journal()
            for n in 1...9 { try journal.append([UInt8(n)]) }
            try journal.sync()
            try journal.acknowledge(through: 8)
        }
        let name = try #require(scratch.segments.last)
        scratch.write(Array(scratch.bytes(of: name)[..<(40 + 5 * 17)]), to: name)
        let journal = try scratch.journal()
        #expect(journal.recovered.lost == 6...8)
        #expect(try journal.append([9]) == 9)
    }

    @Test func `mends the header of a segment whose beginning was torn off`() throws {
        try scratch.filled([[1], [2]])
        let name = try #require(scratch.segments.last)
        var bytes = scratch.bytes(of: name)
        bytes.replaceSubrange(0..<40, with: repeatElement(0, count: 40))
        scratch.write(bytes, to: name)
        #expect(try scratch.journal().read(from: 1, atMost: 9).map(\.bytes) == [[1], [2]])
        #expect(scratch.bytes(of: name).starts(with: Array("LWJOURNL".utf8)))
        scratch.write([], to: name)
        #expect(try scratch.journal().append([9]) == 1)
    }

    @Test func `takes a segment left over by an interrupted thinning for what it is`() throws {
        let thinning = Thinning(levels: 1) { _, sequence, _ in sequence % 50 == 0 }
        var leftover: (name: String, bytes: [UInt8])?
        do {
            let journal = try scratch.journal(limit: 65_536, thinning: thinning)
            for n in 1...600 {
                try journal.append([UInt8](repeating: UInt8(n % 251), count: 150))
                try journal.sync()
                if leftover == nil, scratch.segments.count == 3 {
                    leftover = (scratch.segments[1], scratch.bytes(of: scratch.segments[1]))
                }
            }
        }
        let (name, bytes) = try #require(leftover)
        #expect(!scratch.segments.contains(name), "joined to the one before")
        scratch.write(bytes, to: name)
        var random = SplitMix(state: 3)
        var next: UInt64 = 1
        for entry in try scratch.journal(limit: 65_536).all(using: &random) {
            #expect(entry.first == next)
            if let bytes = entry.bytes { #expect(bytes == [UInt8](repeating: UInt8(entry.sequence % 251), count: 150)) }
            next = entry.sequence + 1
        }
        #expect(next == 601)
    }
}
