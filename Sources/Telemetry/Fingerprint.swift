/// A number that tells one thing from any other: FNV-1a (Fowler, Noll and Vo), 64 bits.
///
/// It is the same on any machine, and guards against mixing up, not against forgery.
struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: [UInt8]) { for byte in bytes { add(byte) } }

    mutating func add(_ number: Int64) {
        for shift in 0..<8 { add(UInt8(truncatingIfNeeded: number >> Int64(shift * 8))) }
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
