import Glibc
public import Quantities

/// A room as one resistance and one capacity (1R1C): all of it has one temperature, loses heat to the outside in
/// proportion to the difference, and stores the rest.
///
///     C·dT/dt = K·(T_out − T) + gains + heating − cooling
///
/// the simplest of the lumped models (ISO 13790's hourly method has five resistances and one capacity). Solved exactly
/// for stretches in which outside, gains and heating stay, so that the length of a step makes no error of its own. A
/// thermostat gives just what reaches its goal by the end of a step, within its power: an ideal one (assumption). Sun
/// through windows, walls that store by themselves, and neighbours are left out (assumptions).
public struct ThermalRoom: Hashable, Sendable {
    /// K: by walls, windows and air together, W/K.
    public let heatLoss: Double
    /// C, J/K.
    public let capacity: Double
    /// The most that heating gives, and cooling takes, W; 0 for none.
    public let heatingPower: Double
    public let coolingPower: Double

    /// - Returns: `nil` unless loss and capacity are above zero and no power is negative.
    public init?(heatLoss: Double, capacity: Double, heatingPower: Double, coolingPower: Double = 0) {
        guard heatLoss > 0, capacity > 0, heatingPower >= 0, coolingPower >= 0 else { return nil }
        (self.heatLoss, self.capacity) = (heatLoss, capacity)
        (self.heatingPower, self.coolingPower) = (heatingPower, coolingPower)
    }

    /// How long a difference to the outside takes to fall to 1/e.
    public var timeConstant: Duration { .milliseconds(Int64(capacity / heatLoss * 1_000)) }

    /// What happens within a step.
    public struct Step: Hashable, Sendable {
        /// At its end, °C.
        public var temperature: Double
        /// On average, W; at most one of them is not zero.
        public var heating: Double
        public var cooling: Double
    }

    /// Lives through a step.
    ///
    /// - Parameters:
    ///   - temperature: at its beginning, °C.
    ///   - outdoors: °C.
    ///   - gains: by people, lamps and plugs, W.
    ///   - goal: not colder than the lower bound, nor warmer than the upper one, °C, as far as power allows.
    public func step(
        from temperature: Double, outdoors: Double, gains: Double, goal: ClosedRange<Double>, for time: Duration
    ) -> Step {
        let left = exp(-time.seconds * heatLoss / capacity)
        func end(_ power: Double) -> Double {
            let rest = outdoors + (gains + power) / heatLoss
            return rest + (temperature - rest) * left
        }
        /// What reaches a temperature by the end.
        func power(to wanted: Double) -> Double {
            heatLoss * ((wanted - temperature * left) / (1 - left) - outdoors) - gains
        }
        let free = end(0)
        if free < goal.lowerBound, heatingPower > 0 {
            let heating = min(heatingPower, max(0, power(to: goal.lowerBound)))
            return Step(temperature: end(heating), heating: heating, cooling: 0)
        }
        if free > goal.upperBound, coolingPower > 0 {
            let cooling = min(coolingPower, max(0, -power(to: goal.upperBound)))
            return Step(temperature: end(-cooling), heating: 0, cooling: cooling)
        }
        return Step(temperature: free, heating: 0, cooling: 0)
    }
}
