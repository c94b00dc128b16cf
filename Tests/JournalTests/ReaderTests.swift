import Chance
import Glibc
import Journal
import Testing

@Suite struct `A journal that is only read` {
    let scratch = Scratch()

    @Test func `is read while its board appends, and is left as it was`() throws {
        let journal = try scratch.journal()
        var read: [[UInt8]?] = []
        for n in 1...600 {
            try journal.append([UInt8](repeating: UInt8(n % 251), count: 100))
            if n % 60 == 0 { try journal.sync() }
            if n % 200 == 0 {
                let before = scratch.names.map { ($0, scratch.bytes(of: $0)) }
                read = try entries().map(\.bytes)
                #expect(read.count == n / 60 * 60)
                #expect(scratch.names == before.map(\.0))
                for (name, bytes) in before { #expect(scratch.bytes(of: name) == bytes) }
            }
        }
        #expect(read == (1...600).map { [UInt8](repeating: UInt8($0 % 251), count: 100) })
        #expect(scratch.segments.count > 1)
        #expect(try JournalReader(directory: scratch.path).id == journal.id)
    }

    @Test func `ends where its end is torn`() throws {
        try scratch.filled([[1], [2], [3]])
        let name = try #require(scratch.segments.last)
        let torn = Array(scratch.bytes(of: name).dropLast(1))
        scratch.write(torn, to: name)
        #expect(try entries().map(\.bytes) == [[1], [2]])
        #expect(scratch.bytes(of: name) == torn)
        scratch.write([], to: name)
        #expect(try entries().isEmpty)
    }

    @Test(arguments: 0..<20) func `reads damage as its own board would`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        try scratch.filled((0..<2_000).map { _ in .random(upTo: 60, using: &random) })
        let names = scratch.segments
        for name in names.dropLast() where random.one(in: 3) {
            var bytes = scratch.bytes(of: name)
            switch random.next() % 3 {
            case 0: bytes[.random(in: 40..<bytes.count, using: &random)] ^= 0x10
            case 1: bytes.removeLast(.random(in: 1..<bytes.count, using: &random))
            default: unlink(scratch.path + "/" + name)
            }
            if scratch.names.contains(name) { scratch.write(bytes, to: name) }
        }
        let found = try entries()
        #expect(try found == scratch.journal().all(using: &random))
    }

    @Test func `says that there is none`() throws {
        let missing = scratch.path + "/nowhere"
        let error = #expect(throws: JournalError.self) { try JournalReader(directory: missing) }
        #expect(error == .noJournal(directory: missing))
        #expect(error?.description == "there is no journal \(missing); name the directory that holds its segments")
        scratch.write([1], to: "photo.jpg")
        #expect(throws: JournalError.noJournal(directory: scratch.path)) { try JournalReader(directory: scratch.path) }
        let file = scratch.path + "/photo.jpg"
        #expect(throws: JournalError.notADirectory(path: file)) { try JournalReader(directory: file) }
        #expect(scratch.names == ["photo.jpg"])
    }

    @Test func `refuses what is not its own`() throws {
        try scratch.filled([[1]])
        let name = try #require(scratch.segments.first)
        scratch.write(Array("Dear diary, this is not a segment at all.\n".utf8), to: name)
        let error = #expect(throws: JournalError.self) { try entries() }
        #expect(error?.description.hasPrefix("\(scratch.path)/\(name) is not a journal's segment") == true)
    }

    private func entries() throws -> [Entry] {
        var (reader, entries) = (try JournalReader(directory: scratch.path), [Entry]())
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }
}
