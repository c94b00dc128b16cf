public import Conditioning
public import Control
public import Quantities

/// Tells from a meter's pulses what a zone's lamps draw, in the words that control knows.
///
/// Below a tenth of the rated load is none, above six tenths is full; what the lamps draw when they are dark is counted
/// off first. Two pulses since the lamps last changed are an interval of what they are now; before that, a silence still
/// says that no more than a pulse can have been drawn in it. The word stays while the power is within 2 % of a bound.
public struct DrawGauge: Hashable, Sendable {
    /// `nil` while it cannot be told, and while something speaks against the meter.
    public private(set) var draw: Draw?
    private let load: Watts
    private let standby: Watts
    private let constant: MeterConstant
    /// Since when the lamps are as they are, and no pulse was lost.
    private var since: Instant
    /// Where the meter stood then.
    private var (total, lost) = (UInt64(0), UInt64(0))
    private var expected: Draw

    /// Lamps are lit at the start.
    public init(load: Watts, standby: Watts, _ constant: MeterConstant, _ meter: PulseMeter, at now: Instant) {
        (self.load, self.standby, self.constant, since, expected) = (load, standby, constant, now, .full)
        (total, lost) = (meter.total, meter.lost)
    }

    /// Takes how much of their light the lamps are to show from now on, 0 to 1. What changes nothing that can be told
    /// changes nothing here.
    public mutating func expect(_ light: Double, _ meter: PulseMeter, at now: Instant) {
        let word = Self.word(light, after: nil)
        guard word != expected else { return }
        expected = word
        begin(meter, at: now)
    }

    /// Lets pulses count, and time pass.
    public mutating func look(_ meter: PulseMeter, at now: Instant) {
        guard meter.fault == nil, meter.lost == lost else { return begin(meter, at: now) }
        let counted = meter.total - total
        if counted > 1, let power = meter.power(at: now, constant) {
            draw = Self.word(share(power), after: draw)
            return
        }
        let quiet = now - (counted > 0 ? Swift.max(meter.lastPulse ?? since, since) : since)
        guard quiet > .zero else { return }
        let most = Watts(constant.perHour(3_600 / quiet.seconds) * 1_000)
        if Self.word(share(most), after: draw) == .none { draw = Draw.none }
    }

    private mutating func begin(_ meter: PulseMeter, at now: Instant) {
        (draw, since, total, lost) = (nil, now, meter.total, meter.lost)
    }

    private func share(_ power: Watts) -> Double { (power.value - standby.value) / load.value }

    private static func word(_ share: Double, after last: Draw?) -> Draw {
        let (low, high) = (
            bound(0.1, isBelow: last.map { $0 == .none }), bound(0.6, isBelow: last.map { $0 != .full })
        )
        return share < low ? .none : share > high ? .full : .part
    }

    private static func bound(_ bound: Double, isBelow: Bool?) -> Double {
        guard let isBelow else { return bound }
        return isBelow ? bound + 0.02 : bound - 0.02
    }
}
