/// CRC-32C (Castagnoli; polynomial 1EDC6F41₁₆, reflected), as in RFC 3720, appendix B.4.
enum Checksum {
    static func of(_ bytes: RawSpan) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { bytes in
                var crc = ~UInt32(0)
                for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8) }
                return ~crc
            }
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        var crc = UInt32(index)
        for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
        return crc
    }
}
