import Glibc
import Journal
import Testing

@Suite struct `A journal` {
    let scratch = Scratch()

    @Test func `numbers its entries from one, for ever`() throws {
        do {
            let journal = try scratch.journal()
            #expect((journal.oldest, journal.last, journal.durable, journal.acknowledged) == (1, 0, 0, 0))
            #expect(try journal.append([1]) == 1)
            #expect(try journal.append([2]) == 2)
            try journal.sync()
        }
        let journal = try scratch.journal()
        #expect(journal.recovered.droppedBytes == 0 && journal.recovered.lost == nil)
        #expect(journal.last == 2)
        #expect(try journal.append([3]) == 3)
    }

    @Test func `shows only what would survive a power cut`() throws {
        let journal = try scratch.journal()
        try journal.append([1, 2, 3])
        #expect(journal.last == 1 && journal.durable == 0)
        #expect(try journal.read(from: 1, atMost: 10).isEmpty)
        try journal.sync()
        #expect(journal.durable == 1)
        let entries = try journal.read(from: 1, atMost: 10)
        #expect(entries.map(\.bytes) == [[1, 2, 3]])
        #expect(entries.map(\.sequence) == [1] && entries.map(\.first) == [1])
    }

    @Test func `keeps an empty entry apart from a gap`() throws {
        let journal = try scratch.journal()
        try journal.append([])
        try journal.sync()
        let entry = try #require(try journal.read(from: 1, atMost: 1).first)
        #expect(entry.bytes == [] && !entry.isGap)
    }

    @Test func `reads on, and goes back as far as one likes`() throws {
        let journal = try scratch.journal()
        for n in 1...2_000 { try journal.append(Array("entry \(n)".utf8)) }
        try journal.sync()
        #expect(scratch.segments.count > 3)
        for first: UInt64 in [1_000, 1_032, 1_000, 1, 1_990, 700] {
            let entries = try journal.read(from: first, atMost: 32)
            #expect(entries.map(\.sequence) == Array(first...min(first + 31, 2_000)))
            #expect(entries.map(\.bytes) == entries.map { Array("entry \($0.sequence)".utf8) })
        }
        #expect(try journal.read(from: 2_001, atMost: 32).isEmpty)
        #expect(try journal.read(from: 1, atMost: 0).isEmpty)
    }

    @Test func `has an identity of its own, and keeps it`() throws {
        let other = Scratch()
        let id = try scratch.journal().id
        #expect(id.utf8.count == 32)
        #expect(try scratch.journal().id == id)
        #expect(try other.journal().id != id)
    }

    @Test func `finds its identity again when a power cut emptied the file`() throws {
        try scratch.filled([[1]])
        let id = String(decoding: scratch.bytes(of: "id").prefix(32), as: UTF8.self)
        scratch.write([], to: "id")
        #expect(try scratch.journal().id == id)
        #expect(String(decoding: scratch.bytes(of: "id").prefix(32), as: UTF8.self) == id)
    }

    @Test func `remembers the acknowledgement, forwards and backwards`() throws {
        do {
            let journal = try scratch.journal()
            for n in 0..<20 { try journal.append([UInt8(n)]) }
            try journal.sync()
            try journal.acknowledge(through: 17)
            try journal.acknowledge(through: 5, durably: true)
            #expect(journal.acknowledged == 5)
        }
        #expect(try scratch.journal().acknowledged == 5)
    }

    @Test func `falls back to the last acknowledgement but one when the last was torn`() throws {
        do {
            let journal = try scratch.journal()
            for n in 0..<20 { try journal.append([UInt8(n)]) }
            try journal.sync()
            try journal.acknowledge(through: 7)
            try journal.acknowledge(through: 9)
        }
        var bytes = scratch.bytes(of: "acknowledged")
        bytes[16] ^= 1
        scratch.write(bytes, to: "acknowledged")
        #expect(try scratch.journal().acknowledged == 7)
    }

    @Test func `refuses an acknowledgement of what it never wrote`() throws {
        let journal = try scratch.journal()
        let error = #expect(throws: JournalError.self) { try journal.acknowledge(through: 900) }
        #expect(error == .neverWritten(directory: scratch.path, sequence: 900, durable: 0))
    }

    @Test func `refuses an entry or a limit that does not fit`() throws {
        #expect(throws: JournalError.limitTooSmall(directory: scratch.path, bytes: 10)) {
            try scratch.journal(limit: 10)
        }
        let large = try scratch.journal(limit: 1_048_576)
        try large.append([UInt8](repeating: 1, count: 65_536))
        try large.sync()
        #expect(try large.read(from: 1, atMost: 1).first?.bytes?.count == 65_536)
        #expect(throws: JournalError.entryTooLarge(directory: scratch.path, bytes: 65_537, most: 65_536)) {
            try large.append([UInt8](repeating: 1, count: 65_537))
        }
    }

    @Test func `takes no more than memory allows when nobody syncs, and then all again`() throws {
        let journal = try scratch.journal(limit: 65_536)
        var refused: JournalError?
        while refused == nil {
            do throws(JournalError) { try journal.append([UInt8](repeating: 7, count: 1_000)) } catch {
                refused = error
            }
        }
        #expect(refused == .backlog(directory: scratch.path, bytes: 16 * 1_016))
        #expect(journal.last == 16)
        try journal.sync()
        #expect(try journal.append([8]) == 17)
    }

    @Test func `lets one thread append and sync while another reads`() async throws {
        let journal = try scratch.journal()
        let writer = Task.detached {
            for n in 1...3_000 {
                try journal.append(Array("\(n)".utf8))
                if n % 100 == 0 { try journal.sync() }
            }
        }
        var next: UInt64 = 1
        while next <= 3_000 {
            for entry in try journal.read(from: next, atMost: 32) {
                #expect(entry.bytes == Array("\(next)".utf8))
                next = entry.sequence + 1
            }
            try journal.acknowledge(through: next - 1)
            await Task.yield()
        }
        try await writer.value
        #expect(journal.acknowledged == 3_000)
    }
}
