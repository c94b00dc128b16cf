import Journal
import Testing

@Suite struct `A journal of version 1` {
    let scratch = Scratch()

    @Test func `is still read`() throws {
        scratch.write(Array("000102030405060708090a0b0c0d0e0f\n".utf8), to: "id")
        scratch.write(hex(segment), to: "00000000000000000007.segment")
        scratch.write(hex(acknowledged), to: "acknowledged")
        let journal = try scratch.journal()
        #expect(journal.recovered.droppedBytes == 0)
        #expect(journal.id == "000102030405060708090a0b0c0d0e0f")
        #expect((journal.oldest, journal.last, journal.acknowledged) == (7, 12, 8))
        let entries = try journal.read(from: 7, atMost: 10)
        #expect(entries.map(\.sequence) == [7, 11, 12])
        #expect(entries.map(\.first) == [7, 8, 12])
        #expect(entries.map(\.bytes) == [Array("lit".utf8), nil, []])
        #expect(scratch.bytes(of: "00000000000000000007.segment") == hex(segment))
    }

    @Test func `is still written`() throws {
        scratch.write(Array("000102030405060708090a0b0c0d0e0f\n".utf8), to: "id")
        scratch.write(Array(hex(segment)[..<40]), to: "00000000000000000007.segment")
        let journal = try scratch.journal()
        try journal.append(Array("lit".utf8))
        try journal.sync()
        #expect(scratch.bytes(of: "00000000000000000007.segment") == Array(hex(segment)[..<59]))
    }
}

/// Entry 7 "lit", the gap 8...11, the empty entry 12.
private let segment = """
    4c574a4f55524e4c01000000000102030405060708090a0b0c0d0e0f07000000
    00000000b0160d0b
    8ed37a290300000007000000000000006c6974
    d6d016a2080000800b000000000000000800000000000000
    ea334648000000000c00000000000000
    """

/// One slot, the other never written: 8 is acknowledged.
private let acknowledged = """
    4c574a410100000002000000000000000800000000000000e5146b60
    """

private func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
