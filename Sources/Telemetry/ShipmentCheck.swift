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
