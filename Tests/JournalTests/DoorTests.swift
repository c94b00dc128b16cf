import Glibc
import Journal
import Testing

/// What a journal says when it cannot be opened.
@Suite struct `A journal that cannot be opened` {
    let scratch = Scratch()

    @Test func `names the program that has it, even the same one`() throws {
        let first = try scratch.journal()
        let error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(error?.description == "journal \(scratch.path) is in use by test (pid \(getpid()))")
        withExtendedLifetime(first) {}
    }

    @Test func `says when the path is a file`() throws {
        scratch.write([1], to: "file")
        let path = scratch.path + "/file"
        for path in [path, path + "/below"] {
            let error = #expect(throws: JournalError.self) {
                try Journal(directory: path, limit: 65_536, program: "test")
            }
            #expect(error?.description.contains("is not a directory; name a directory for the journal") == true)
        }
    }

    @Test func `makes parents where there are none, for this user only`() throws {
        let path = scratch.path + "/a/b"
        defer {
            for name in ["id", "lock", "acknowledged", "00000000000000000001.segment"] { unlink("\(path)/\(name)") }
            rmdir(path)
            rmdir(scratch.path + "/a")
        }
        _ = try Journal(directory: path, limit: 65_536, program: "test")
        var status = stat()
        #expect(stat(scratch.path + "/a", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    @Test func `leaves a directory alone that holds something else`() throws {
        scratch.write([1], to: "holiday.draft")
        let error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(scratch.names.contains("holiday.draft"))
        scratch.write([1], to: "photo.jpg")
        let second = #expect(throws: JournalError.self) { try scratch.journal() }
        for error in [error, second] { #expect(error?.description.contains("does not belong to a journal") == true) }
    }

    @Test func `refuses a newer version, and says what to do`() throws {
        try scratch.filled([[1]])
        let name = try #require(scratch.segments.first)
        // Version 2, with the checksum that belongs to it, worked out here bit by bit.
        var header = Array(scratch.bytes(of: name)[..<36])
        header[8] = 2
        let crc = crc32c(header)
        scratch.write(header + (0..<4).map { UInt8(truncatingIfNeeded: crc >> (8 * $0)) }, to: name)
        let error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(error == .newerVersion(path: scratch.path + "/" + name, version: 2))
        #expect(error?.description.contains("upgrade the program") == true)
    }

    @Test func `refuses another journal's segment, and a file that is none`() throws {
        let other = Scratch()
        try scratch.filled([[1]])
        try other.filled([[2]])
        let name = try #require(scratch.segments.first)
        let own = scratch.bytes(of: name)
        scratch.write(other.bytes(of: name), to: name)
        var error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(error?.description.contains("belongs to journal") == true)
        scratch.write(Array("Dear diary, this is not a segment at all.\n".utf8), to: name)
        error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(error?.description.contains("is not a journal's segment; move it away") == true)
        scratch.write(own, to: name)
        #expect(try scratch.journal().last == 1)
    }

    @Test func `refuses an id that is none`() throws {
        scratch.write(Array("my journal\n".utf8), to: "id")
        let error = #expect(throws: JournalError.self) { try scratch.journal() }
        #expect(error?.description.contains("is not a journal's id") == true)
    }
}

private func crc32c(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
    return ~crc
}
