public import Quantities

/// What a meter's face must show, from what it showed once and the pulses since.
///
/// Whole numbers only: told anew from the count each time, it never drifts. Everything it is made
/// of is a few integers, which whoever keeps them saves; the count itself is ``PulseMeter/total``.
/// A new meter is a new register.
public struct MeterRegister: Hashable, Sendable {
    public let serial: MeterSerial
    public let constant: MeterConstant
    /// What the face showed, in thousandths of its unit: Wh or litres.
    public let start: UInt64
    /// ``PulseMeter/total`` when the face showed that.
    public let since: UInt64

    public init(serial: MeterSerial, constant: MeterConstant, start: UInt64, since: UInt64 = 0) {
        (self.serial, self.constant, self.start, self.since) = (serial, constant, start, since)
    }

    /// What the face must show, in thousandths of its unit, rounded down.
    ///
    /// Never falls while the total does not. `nil`: the total is from before the start, so that it belongs to
    /// another meter, or was lost.
    public func reading(at total: UInt64) -> UInt64? {
        total >= since ? start + constant.thousandths(of: total - since) : nil
    }

    /// Energy since the start, of an electricity meter; `nil` as in ``reading(at:)``.
    public func energy(at total: UInt64) -> Energy? {
        total >= since ? constant.energy(of: total - since) : nil
    }

    /// Goes on from what somebody read off the face just now.
    public func corrected(to reading: UInt64, at total: UInt64) -> MeterRegister {
        MeterRegister(serial: serial, constant: constant, start: reading, since: total)
    }

    /// How much the face shows beyond what it must, in thousandths: pulses that were missed; negative: counted
    /// too many. `nil` as in ``reading(at:)``.
    public func drift(ofFace reading: UInt64, at total: UInt64) -> Int64? {
        self.reading(at: total).map { Int64(bitPattern: reading &- $0) }
    }
}
