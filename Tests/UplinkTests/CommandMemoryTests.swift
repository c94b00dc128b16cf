import Glibc
import Quantities
import Scratch
import Sparkplug
import Testing
import Uplink

@Suite struct `The memory of commands` {
    private let home = Home()
    private var path: String { home.path + "/commands" }
    private static let noon = Timestamp(milliseconds: 1_782_820_800_000)

    @Test func `is empty at first, and outlives its program in a file`() {
        let memory = CommandMemory(path)
        #expect(memory.damage == nil)
        #expect(fresh(memory, ["a", "b"]) == 2)
        #expect(fresh(memory, ["a", "c"]) == 1)
        let next = CommandMemory(path)
        #expect(next.damage == nil)
        #expect(fresh(next, ["a", "b", "c", "d"]) == 1)
    }

    @Test func `forgets in the file too what could not be obeyed any more`() throws {
        #expect(fresh(CommandMemory(path), ["a"]) == 1)
        #expect(fresh(CommandMemory(path), ["b"], at: Self.noon + .hours(1)) == 1)
        #expect(try text().hasPrefix("lightwell commands 1\n"))
    }

    @Test(arguments: [
        "", "lightwell commands 1\n", "lightwell commands 0\nff 1\n", "lightwell commands 1\nff\n",
        "lightwell commands 1\nxyz 1\n", "lightwell commands 2\nff 1\nff 1\n", "lightwell commands 1\nff 1",
        "\u{0}\u{0}",
    ]) func `that is damaged counts as empty, says so, and is written anew`(text: String) throws {
        write(text)
        let memory = CommandMemory(path)
        #expect(
            memory.damage
                == "\(path) is damaged: a command of the last 24 h that is sent again may be obeyed again")
        #expect(fresh(memory, ["a"]) == 1)
        let next = CommandMemory(path)
        #expect(next.damage == nil && fresh(next, ["a"]) == 0)
    }

    /// The law: cut anywhere, the file is damaged or says all.
    @Test func `is never half of itself`() throws {
        _ = fresh(CommandMemory(path), ["a", "b", "c"])
        let whole = try text()
        for length in 0..<whole.utf8.count {
            write(String(decoding: Array(whole.utf8).prefix(length), as: UTF8.self))
            #expect(CommandMemory(path).damage != nil)
        }
        write(whole)
        #expect(fresh(CommandMemory(path), ["a", "b", "c"]) == 0)
    }

    @Test func `goes on in memory where it cannot be written, and says so`() {
        let memory = CommandMemory(home.path + "/no/such/folder")
        let first = memory.take([command("a")], zone: "east", sentAt: Self.noon.wire, now: Self.noon)
        #expect(first.fresh.count == 1 && first.failure?.contains("No such file or directory") == true)
        #expect(fresh(memory, ["a"]) == 0)
    }

    private func fresh(_ memory: CommandMemory, _ ids: [String], at time: Timestamp = noon) -> Int {
        let (fresh, failure) = memory.take(ids.map(command), zone: "east", sentAt: time.wire, now: time)
        #expect(failure == nil)
        return fresh.count
    }

    private func command(_ id: String) -> Metric {
        Metric("Settings/Hold", .double(600), properties: [Property("id", .string(id))])
    }

    private func write(_ text: String) {
        let file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    private func text() throws -> String {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

extension Timestamp {
    fileprivate var wire: UInt64 { UInt64(milliseconds) }
}
