internal import Quantities
internal import Records

extension Shipment {
    /// What tells this entry from any other that could stand under its sequence; `nil` for a gap.
    ///
    /// The next entry carries it, so that entries of a copied card cannot slip in between those of its original. FNV-1a of
    /// 64 bits: it guards against mixing up, not against forgery. Of an interval, over the zone, its times and the registers
    /// of the first release, so that board and hub agree whatever registers either has besides.
    public var check: Int64? {
        var hash = Fingerprint()
        switch content {
        case .gap: return nil
        case .trace(let bytes): hash.add(bytes)
        case .record(.interval(let interval)):
            hash.add(Array(interval.zone.utf8))
            hash.add(interval.boot)
            hash.add(interval.start.milliseconds)
            hash.add(interval.end.milliseconds)
            for total in Total.allCases where total.rawValue < Self.registers { hash.add(interval.totals[total]) }
        case .record(let record): hash.add(record.encoded())
        }
        return Int64(bitPattern: hash.value)
    }

    /// Registers of the first release. Never change it.
    private static let registers: UInt8 = 13
}

/// FNV-1a (Fowler, Noll and Vo), 64 bits.
private struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: [UInt8]) { for byte in bytes { add(byte) } }

    mutating func add(_ number: Int64) {
        for shift in 0..<8 { add(UInt8(truncatingIfNeeded: number >> Int64(shift * 8))) }
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
