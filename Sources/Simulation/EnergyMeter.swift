public import Quantities

/// A meter with a pulse output: each pulse is a fixed amount of energy.
public struct EnergyMeter: Hashable, Sendable {
    public let pulsesPerKilowattHour: Int64

    /// - Returns: `nil` unless there are pulses, at most a million per kilowatt-hour.
    public init?(pulsesPerKilowattHour: Int64) {
        guard (1...1_000_000).contains(pulsesPerKilowattHour) else { return nil }
        self.pulsesPerKilowattHour = pulsesPerKilowattHour
    }

    /// Pulses given since the meter stood at zero, whole; exact for every energy.
    public func pulses(upTo energy: Energy) -> Int64 {
        let (whole, rest) = max(0, energy.microjoules).quotientAndRemainder(dividingBy: EnergyMeter.kilowattHour)
        return whole * pulsesPerKilowattHour + rest * pulsesPerKilowattHour / EnergyMeter.kilowattHour
    }

    /// How long until the next pulse while the power stays so; `nil` when it never comes.
    public func timeToNextPulse(after energy: Energy, at power: Watts) -> Duration? {
        guard power.milliwatts > 0 else { return nil }
        let missing = self.energy(ofPulse: pulses(upTo: energy) + 1) - energy
        return .milliseconds((missing.microjoules + power.milliwatts - 1) / power.milliwatts)
    }

    /// The least energy by which so many pulses have been given.
    public func energy(ofPulse number: Int64) -> Energy {
        let (whole, rest) = number.quotientAndRemainder(dividingBy: pulsesPerKilowattHour)
        let part = (rest * EnergyMeter.kilowattHour + pulsesPerKilowattHour - 1) / pulsesPerKilowattHour
        return Energy(microjoules: whole * EnergyMeter.kilowattHour + part)
    }

    /// In microjoules. Times a million pulses this still fits 64 bits: 3.6 × 10¹⁸.
    private static let kilowattHour: Int64 = 3_600_000_000_000
}
