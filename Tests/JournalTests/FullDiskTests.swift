import Glibc
import Journal
import Testing

/// Against a small file system of its own, so only where this process may mount one.
@Suite(.enabled(if: SmallDisk.isAllowed)) struct `A journal on a disk that is full` {
    let disk = SmallDisk()

    @Test func `says so, loses nothing, and goes on when there is room again`() throws {
        let journal = try disk.journal()
        for n in 0..<100 { try journal.append([UInt8](repeating: UInt8(n), count: 400)) }
        try journal.sync()
        disk.fill()
        for n in 100..<300 { try journal.append([UInt8](repeating: UInt8(n % 256), count: 400)) }
        let error = #expect(throws: JournalError.self) { try journal.sync() }
        #expect(error?.description.hasPrefix("no space left to write \(disk.path)/") == true)
        #expect(journal.durable >= 100 && journal.durable < 300 && journal.last == 300)
        let kept = try journal.read(from: 1, atMost: 1_000)
        #expect(
            kept.count == Int(journal.durable) && kept.allSatisfy { $0.bytes?.first == UInt8(($0.sequence - 1) % 256) })
        disk.empty()
        try journal.sync()
        #expect(journal.durable == 300)
        #expect(try journal.read(from: 1, atMost: 1_000).map(\.bytes?.first) == (0..<300).map { UInt8($0 % 256) })
    }

    @Test func `leaves a whole journal behind when it is opened again meanwhile`() throws {
        do {
            let journal = try disk.journal()
            try journal.append([1])
            try journal.sync()
            disk.fill()
            for _ in 0..<100 { try journal.append([UInt8](repeating: 2, count: 400)) }
            #expect(throws: JournalError.self) { try journal.sync() }
        }
        disk.empty()
        let journal = try disk.journal()
        #expect(journal.recovered.droppedBytes == 0)
        #expect(try journal.read(from: 1, atMost: 1).map(\.bytes) == [[1]])
    }

    @Test func `opens, reads and acknowledges nevertheless`() throws {
        do {
            let journal = try disk.journal()
            try journal.append([1])
            try journal.sync()
        }
        disk.fill()
        let journal = try disk.journal()
        #expect(try journal.read(from: 1, atMost: 1).map(\.bytes) == [[1]])
        try journal.acknowledge(through: 1, durably: true)
        #expect(journal.acknowledged == 1)
    }

    @Test func `gives up acknowledged entries for new ones`() throws {
        let journal = try disk.journal()
        for n in 0..<300 { try journal.append([UInt8](repeating: UInt8(n % 256), count: 400)) }
        try journal.sync()
        disk.fill()
        try journal.acknowledge(through: 300)
        for _ in 0..<100 { try journal.append([UInt8](repeating: 9, count: 400)) }
        try journal.sync()
        #expect(journal.durable == 400 && journal.oldest > 1)
    }

    @Test func `that is mounted read-only says what to change`() throws {
        _ = try disk.journal()
        disk.protect()
        let error = #expect(throws: JournalError.self) { try disk.journal() }
        #expect(
            error?.description == "\(disk.path)/lock cannot be written; "
                + "give this user the right to, or mount its file system writable")
    }
}

/// Half a megabyte of memory, mounted as a file system for one test.
final class SmallDisk {
    let path = "/tmp/lightwell-disk-\(UInt64.random(in: 0 ... .max))"
    let isMounted: Bool

    static let isAllowed = SmallDisk().isMounted

    init() {
        mkdir(path, 0o700)
        isMounted = mount("tmpfs", path, "tmpfs", 0, "size=512k") == 0
    }

    deinit {
        if isMounted { umount2(path, Int32(MNT_DETACH)) }
        rmdir(path)
    }

    func journal() throws -> Journal { try Journal(directory: path, limit: 1_048_576, program: "test") }

    /// Leaves no room, except what is already given to other files.
    func fill() {
        let file = open(path + "/ballast", O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while Glibc.write(file, block, block.count) > 0 {}
    }

    func empty() { unlink(path + "/ballast") }

    func protect() { _ = mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) }
}
