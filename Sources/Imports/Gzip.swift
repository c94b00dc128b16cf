/// Files packed by gzip (RFC 1952): one or several members, each checked by its CRC-32 and its length.
enum Gzip {
    /// Why a file cannot be unpacked, to follow its name.
    struct Damaged: Error { let reason: String }

    static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// - Parameter limit: of the unpacked bytes.
    static func unpacked(_ bytes: [UInt8], limit: Int = 1 << 30) throws(Damaged) -> [UInt8] {
        var text: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let start = try body(of: bytes, at: place)
            let first = text.count
            var inflate = Inflate(bytes, at: start, limit: limit)
            place = try inflate.append(to: &text)
            guard bytes.count - place >= 8 else { throw Damaged(reason: "ends too early") }
            func word(_ at: Int) -> UInt32 {
                (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) }
            }
            guard word(place) == checksum(text[first...]),
                word(place + 4) == UInt32(truncatingIfNeeded: text.count - first)
            else { throw Damaged(reason: "does not unpack to what was packed: it is damaged") }
            place += 8
        }
        return text
    }

    /// Where the packed data begin, behind the header of a member.
    private static func body(of bytes: [UInt8], at start: Int) throws(Damaged) -> Int {
        guard bytes.count - start >= 18, bytes[start] == 0x1F, bytes[start + 1] == 0x8B, bytes[start + 2] == 8 else {
            throw Damaged(reason: "has something behind its end, or is packed in another way than by gzip")
        }
        let flags = bytes[start + 3]
        var place = start + 10
        if flags & 4 != 0 { place += 2 + Int(bytes[place]) + Int(bytes[place + 1]) << 8 }
        // A name, then a comment, each ended by a zero.
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard place < bytes.count, let end = bytes[place...].firstIndex(of: 0) else {
                throw Damaged(reason: "ends too early")
            }
            place = end + 1
        }
        if flags & 2 != 0 { place += 2 }
        return place
    }

    /// CRC-32 of ISO 3309, reflected.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        bytes.withUnsafeBufferPointer { bytes in
            for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
        }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ sum >> 1 }
    }
}
