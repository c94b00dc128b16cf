import Chance
import Control
import Quantities
import Records
import Testing

@Suite struct `A record` {
    static let interval: Record = {
        var totals = Totals()
        totals[.observedTime] = 900_000
        totals[.lampEnergy] = 123_456
        totals[.falseOffs] = 1
        return .interval(
            Record.Interval(
                zone: "office", boot: 2, start: Timestamp(milliseconds: 1_782_777_600_000),
                end: Timestamp(milliseconds: 1_782_778_500_000), totals: totals))
    }()
    static let boot = Record.boot(
        Record.Boot(number: 3, at: Timestamp(milliseconds: 1_782_777_600_000), software: "lightwell 0.1"))
    static let change = Record.change(
        Record.Change(
            zone: "office", setting: 1, value: 600, by: "hub", at: Timestamp(milliseconds: 1_782_777_600_000)))

    static let passing = Record.change(
        Record.Change(
            zone: "office", setting: 26, value: 25, by: "grid", at: Timestamp(milliseconds: 1_782_777_600_000),
            until: Timestamp(milliseconds: 1_782_792_000_000)))

    static let continuation = Record.continuation(
        Record.Continuation(
            journal: "00ff", through: 300, boot: 3, at: Timestamp(milliseconds: 1_782_777_600_000)))

    static let metering: Record = {
        let end = Timestamp(milliseconds: 1_782_778_500_000)
        var metering = Record.Metering(
            meter: "main", medium: .water, boot: 2, start: Timestamp(milliseconds: 1_782_777_600_000), end: end)
        (metering.observed, metering.pulses, metering.amount) = (900_000, 71, 710_000)
        (metering.serial, metering.face) = ("8ITR1", 12_500)
        return .metering(metering)
    }()

    @Test(arguments: [interval, boot, change, passing, continuation, metering]) func `is read back as it was written`(
        record: Record
    )
        throws
    {
        #expect(try Record(decoding: record.encoded()) == record)
    }

    /// Format 1, as boards in the field write it: these bytes must be readable for ever.
    @Test func `of format 1 stays readable`() throws {
        let bytes: [UInt8] = [
            1, 1, 6, 0x6F, 0x66, 0x66, 0x69, 0x63, 0x65, 4, 0xC0, 0xCE, 0x88, 0xDE, 0xE2, 0x67, 0xC0, 0xEE, 0x6D, 13,
            0xC0, 0xEE, 0x6D, 0, 0, 0, 0, 0, 0x80, 0x89, 0x0F, 0, 0, 0, 2, 0, 0,
        ]
        #expect(Self.interval.encoded() == bytes)
        #expect(try Record(decoding: bytes) == Self.interval)
        #expect(
            Self.continuation.encoded() == [
                1, 4, 4, 0x30, 0x30, 0x66, 0x66, 0xAC, 2, 6, 0x80, 0xE0, 0x9A, 0xDD, 0xE2, 0x67,
            ])
        #expect(
            Self.metering.encoded() == [
                1, 6, 4, 0x6D, 0x61, 0x69, 0x6E, 1, 4, 0xC0, 0xCE, 0x88, 0xDE, 0xE2, 0x67, 0xC0, 0xEE, 0x6D, 0xC0, 0xEE,
                0x6D, 0x8E, 1, 0xE0, 0xD5, 0x56, 5, 0x38, 0x49, 0x54, 0x52, 0x31, 0xA8, 0xC3, 1,
            ])
    }

    @Test func `cut short or of a newer version is refused, never guessed`() {
        for record in [Self.interval, Self.boot, Self.change, Self.passing, Self.continuation, Self.metering] {
            let bytes = record.encoded()
            for count in 0..<bytes.count {
                #expect(throws: RecordError.self) { try Record(decoding: Array(bytes[..<count])) }
            }
        }
        #expect(throws: RecordError.version(2)) { try Record(decoding: [2, 1]) }
        #expect(throws: RecordError.kind(77)) { try Record(decoding: [1, 77]) }
    }

    @Test(arguments: 0..<2_000) func `of random bytes is refused or read, but never crashes`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let bytes = [1, UInt8(random.next() % 7)] + (0..<random.next() % 60).map { _ in UInt8(random.next() % 256) }
        let record = try? Record(decoding: bytes)
        if case .boot(let boot)? = record { #expect(boot.software.utf8.count < 60) }
        #expect((try? Trace.Block(decoding: [1, 10] + bytes))?.entries.count ?? 0 <= 60)
        #expect((try? Snapshot(decoding: [1, 11] + bytes))?.zones.count ?? 0 <= 60)
    }
}
