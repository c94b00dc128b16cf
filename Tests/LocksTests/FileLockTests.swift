import Glibc
import Locks
import Testing

@Suite struct `A file lock` {
    let path = "/tmp/lightwell-lock-\(UInt64.random(in: 0 ... .max))"

    @Test func `names its holder to whoever comes second`() throws {
        defer { unlink(path) }
        let held = try FileLock.exclusive(path: path, program: "lightwell-edge")
        let error = #expect(throws: LockError.self) { try FileLock.exclusive(path: path, program: "other") }
        #expect(error == .held(path: path, program: "lightwell-edge", pid: getpid()))
        #expect(
            error?.description == "\(path) is held by lightwell-edge (pid \(getpid())); stop that one first")
        withExtendedLifetime(held) {}
    }

    @Test func `can be taken again once let go, and leaves an empty file`() throws {
        defer { unlink(path) }
        do { _ = try FileLock.exclusive(path: path, program: "first") }
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_size == 0)
        let second = try FileLock.exclusive(path: path, program: "second")
        withExtendedLifetime(second) {}
    }

    @Test func `says why when its directory is missing`() {
        let error = #expect(throws: LockError.self) {
            try FileLock.exclusive(path: path + "/lock", program: "p")
        }
        #expect(error?.description == "cannot lock \(path)/lock: No such file or directory")
    }
}
