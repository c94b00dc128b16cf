public import Quantities

/// From the edges that a light-to-frequency converter gives behind a divider to the light that falls on it.
///
/// Such a converter gives a square wave whose frequency is in proportion to the irradiance:
/// TSL237 2.3 kHz/(µW/cm²) at 524 nm, dark below 2 Hz at 50 °C (TAOS052J, 2008); TSL235R about 0.58,
/// that is 250 kHz at 430 µW/cm², dark about 0.4 Hz (not checked against its data sheet). White light of 300 lm/W
/// is 0.33 µW/cm² per lux, hence the figures below; they hold to a factor of two at best, because these parts also
/// see the infrared of daylight and of glowing wires (to 1050 nm). Above some 500 kHz they saturate; where more
/// light falls, a grey filter goes in front. Read ``LightToFrequency/frequency`` beside a lux meter, in the light
/// to be measured, and use ``init(frequency:at:dark:divider:maximum:)``: then the part's own tolerance is out,
/// and 10 % remain, from temperature (200 ppm/°C, small) and a changing mix of daylight and lamps (large).
public struct LightCalibration: Hashable, Sendable {
    /// Of the converter, before the divider.
    public var hertzPerLux: Double
    /// What the converter gives in darkness, Hz.
    public var dark: Double
    /// Periods of the converter for one of the line: 256 to 4096 keep the line below a few kHz.
    public var divider: UInt32
    /// Brighter is out of range: the converter saturates, or edges come faster than they are taken.
    public var maximum: Lux

    /// - Returns: `nil` unless every figure is positive; `dark` may be zero.
    public init?(hertzPerLux: Double, dark: Double, divider: UInt32, maximum: Lux) {
        guard hertzPerLux > 0, dark >= 0, divider > 0, maximum > .zero else { return nil }
        (self.hertzPerLux, self.dark, self.divider, self.maximum) = (hertzPerLux, dark, divider, maximum)
    }

    /// From one reading of the converter beside a lux meter.
    ///
    /// - Returns: `nil` unless the frequency is above the dark one, the light above zero.
    public init?(frequency: Double, at light: Lux, dark: Double, divider: UInt32, maximum: Lux) {
        guard light > .zero else { return nil }
        self.init(
            hertzPerLux: (frequency - dark) / light.value, dark: dark, divider: divider, maximum: maximum)
    }

    /// Edges per second on the line at ``maximum``, both directions counted. Above a few thousand a Linux board
    /// loses some: take a greater divider.
    public var mostEdgesPerSecond: Double { 2 * (maximum.value * hertzPerLux + dark) / Double(divider) }

    /// The light that one edge more or less in a gate stands for: how far a single reading may be off.
    public func resolution(gate: Duration) -> Lux { Lux(Double(divider) / (2 * gate.seconds * hertzPerLux)) }

    /// Never negative.
    public func light(at frequency: Double) -> Lux { Lux(max(0, frequency - dark) / hertzPerLux) }

    /// TSL237 behind ÷1024: 0.7 lx in a gate of 1 s, and 900 edges a second at 600 lx.
    public static let tsl237 = LightCalibration(
        unchecked: 770, dark: 0, divider: 1_024, maximum: Lux(600))
    /// TSL235R behind ÷256: 0.7 lx in a gate of 1 s, and 3 000 edges a second at 2 000 lx.
    public static let tsl235r = LightCalibration(
        unchecked: 190, dark: 0.4, divider: 256, maximum: Lux(2_000))

    private init(unchecked hertzPerLux: Double, dark: Double, divider: UInt32, maximum: Lux) {
        (self.hertzPerLux, self.dark, self.divider, self.maximum) = (hertzPerLux, dark, divider, maximum)
    }
}
