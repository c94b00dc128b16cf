/// What a light sensor sees of the light on the desk, by where it hangs and looks.
///
/// The defaults are assumptions: at the ceiling, looking down, it sees a fifth of either light, and its share of
/// daylight wanders by 30 % as sun and furniture move. One that looks at a lamp sees more of its lamps; one that looks
/// out of the window sees more of the day and wanders more.
public struct SensorView: Hashable, Sendable {
    /// Of the desk's light by its own lamps, 0 to 1.
    public let lamps: Double
    /// Of the desk's daylight, on average; above 1 where it looks at the window.
    public let daylight: Double
    /// How far the share of daylight wanders from its average, as a share of it, 0 to 1.
    public let drift: Double

    /// - Returns: `nil` unless the share of lamps is above 0, that of daylight not negative, and drift 0 to 1.
    public init?(lamps: Double, daylight: Double, drift: Double) {
        guard lamps > 0, daylight >= 0, (0...1).contains(drift) else { return nil }
        self.init(unchecked: lamps, daylight, drift)
    }

    /// At the ceiling, looking down.
    public static let ceiling = SensorView(unchecked: Room.ceilingShare, Room.ceilingShare, 0.3)

    private init(unchecked lamps: Double, _ daylight: Double, _ drift: Double) {
        (self.lamps, self.daylight, self.drift) = (lamps, daylight, drift)
    }
}
