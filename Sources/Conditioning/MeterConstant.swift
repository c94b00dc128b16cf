public import Quantities

/// What a pulse of a meter stands for: so many pulses for so many units, in whole numbers.
///
/// The unit is the one on the meter's face: kWh of electricity, m³ of water or gas.
/// Electricity: 500 to 10 000 pulses per kWh are usual, 1 per 10 kWh behind transformers.
/// Water: 1, 10 or 100 litres a pulse; gas: 0.01, 0.1 or 1 m³ (thingslog.com, meters with pulse output).
public struct MeterConstant: Hashable, Sendable {
    /// 1 to a million.
    public let pulses: UInt32
    /// 1 to ten thousand.
    public let units: UInt32

    /// - Returns: `nil` outside the ranges of ``pulses`` and ``units``.
    public init?(pulses: UInt32, perUnits units: UInt32 = 1) {
        guard 1...1_000_000 ~= pulses, 1...10_000 ~= units else { return nil }
        (self.pulses, self.units) = (pulses, units)
    }

    /// What so many pulses stand for, in thousandths of the unit: Wh or litres. Rounded down; exact for every
    /// count that a meter lives to give (10¹² pulses), so that it can be told anew from the count each time.
    public func thousandths(of count: UInt64) -> UInt64 {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: UInt64(pulses))
        let step = UInt64(units) * 1_000
        return whole * step + rest * step / UInt64(pulses)
    }

    /// The energy that so many pulses stand for, if the unit is the kWh; rounded down to a microjoule.
    public func energy(of count: UInt64) -> Energy {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: UInt64(pulses))
        let step = UInt64(units) * 3_600_000_000_000
        // A step has up to 56 bits, a rest up to 20: it is divided before the two meet.
        let (part, remainder) = step.quotientAndRemainder(dividingBy: UInt64(pulses))
        let microjoules = whole * step + rest * part + rest * remainder / UInt64(pulses)
        return Energy(microjoules: Int64(microjoules))
    }

    /// Units per hour at so many pulses per hour: kW, or m³/h.
    public func perHour(_ pulsesPerHour: Double) -> Double { pulsesPerHour * Double(units) / Double(pulses) }

    /// The time between two pulses at 1.2 times the most that can flow, in units per hour, rounded down:
    /// the breaker's power in kW, or a water meter's overload flow (ISO 4064: Q4) in m³/h.
    ///
    /// - Returns: Zero, that is no limit, unless something can flow; a day at most.
    public func shortestInterval(mostPerHour most: Double) -> Duration {
        PulseMeter.shortestInterval(
            breaker: Watts(most * 1_000), pulsesPerKilowattHour: Double(pulses) / Double(units))
    }
}
