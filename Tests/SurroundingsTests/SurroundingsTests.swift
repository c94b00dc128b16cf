import Testing

@testable import Surroundings

@Suite struct `The surroundings of a program` {
    @Test func `count what was written, and not what was given up before it reached the card`() {
        let text = "rchar: 1\nwchar: 2\nread_bytes: 3\nwrite_bytes: 81920\ncancelled_write_bytes: 4096\n"
        #expect(Wear(text)?.bytes == 77_824)
        #expect(Wear("rchar: 1\n") == nil)
    }

    @Test func `have room in every folder that there is`() throws {
        let disk = try #require(Disk(at: "/"))
        #expect(0 <= disk.free && disk.free <= disk.total)
        #expect(Disk(at: "/no/such/folder") == nil)
        #expect(Disk.used(by: "/no/such/folder") == nil)
    }

    @Test func `say their kernel and their user`() {
        #expect(Kernel.release.contains("."))
        #expect(!Account.name.isEmpty && !Account.groups.isEmpty)
    }

    @Test func `say why a server cannot be reached`() {
        // Nobody may listen at port 1 of this machine without being asked to.
        #expect(Reach.problem(host: "127.0.0.1", port: 1)?.contains("cannot be reached") == true)
    }
}
