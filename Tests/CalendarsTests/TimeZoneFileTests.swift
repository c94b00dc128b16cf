import Calendars
import Chance
import Glibc
import Quantities
import Testing

/// Files as RFC 8536 lays them out, written by hand.
@Suite struct `A TZif file` {
    @Test func `without changes follows its last line alone`() throws {
        let zone = try read(tzif(offset: 3_600, footer: "AAA-1BBB,J60/0,300"))
        #expect(zone.offset(at: try Timestamp(iso8601: "2027-03-01T00:00:00Z")) == .hours(2))
        #expect(zone.offset(at: try Timestamp(iso8601: "2028-02-29T22:59:59Z")) == .hours(1))
        #expect(zone.offset(at: try Timestamp(iso8601: "2028-02-29T23:00:00Z")) == .hours(2))
        #expect(zone.offset(at: try Timestamp(iso8601: "2027-10-28T00:00:00Z")) == .hours(1))
    }

    @Test func `keeps its last offset when the last line is empty`() throws {
        let zone = try read(tzif(offset: -1_234, footer: ""))
        #expect(zone.offset(at: try Timestamp(iso8601: "2150-01-01T00:00:00Z")) == .seconds(-1_234))
    }

    @Test(arguments: [
        ([], "it is not a TZif file"), (Array("TZif2".utf8), "it is not a TZif file"),
        (Array(tzif(offset: 0, footer: "UTC0").dropLast(3)), "it ends too early"),
        (tzif(offset: 0, footer: "CET-1CEST"), "is not a rule"),
        (tzif(offset: 0, footer: "CET-1CEST,M13.1.0,M10.5.0"), "is not a rule"),
        (tzif(offset: 90_000_000, footer: ""), "contradicts itself"),
        (tzif(version: 0, offset: 0, footer: ""), "32-bit"),
        (tzif(offset: 0, footer: "", leaps: 1), "leap seconds"),
    ]) func `that is damaged is refused with the reason`(bytes: [UInt8], reason: String) {
        let error = #expect(throws: TimeZone.Unavailable.self) { try read(bytes) }
        #expect(error?.reason == .damaged)
        #expect(error?.description.contains(reason) == true)
    }

    /// Whatever the bytes, reading ends in a zone or a sentence.
    @Test func `never crashes the reader, however it is mangled`() throws {
        let sound = tzif(offset: 3_600, footer: "CET-1CEST,M3.5.0,M10.5.0/3")
        var random = SplitMix(state: 11)
        var refused = 0
        for _ in 0..<300 {
            var bytes = sound
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do { _ = try read(bytes).offset(at: Timestamp(milliseconds: 0)) } catch { refused += 1 }
        }
        #expect(refused > 50)
    }

    private func read(_ bytes: [UInt8]) throws -> TimeZone {
        var template = Array("/tmp/zones-XXXXXX".utf8CString)
        let directory = try #require(mkdtemp(&template).map { String(cString: $0) })
        let path = directory + "/Test"
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        #expect(write(file, bytes, bytes.count) == bytes.count)
        close(file)
        defer {
            unlink(path)
            rmdir(directory)
        }
        return try TimeZone(named: "Test", directory: directory)
    }
}

/// A zone with one kind of local time and no changes.
private func tzif(version: UInt8 = 0x32, offset: Int32, footer: String, leaps: UInt32 = 0) -> [UInt8] {
    func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    let magic = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    let counts = [0, 0, leaps, 0, 1, 4].flatMap(big)
    let kind = big(UInt32(bitPattern: offset)) + [0, 0] + Array("AAA\0".utf8)
    let legacy = magic + [0, 0, 0, 0, 1, 4].flatMap(big) + kind
    let leapRecords = [UInt8](repeating: 0, count: Int(leaps) * 12)
    return legacy + magic + counts + kind + leapRecords + Array("\n\(footer)\n".utf8)
}
