/// Cumulative energy, in whole microjoules (1 µJ = 1 mW·ms).
///
/// Whole numbers, so that a counter added up over years loses nothing, does not
/// depend on how time was sliced, and is the same on every machine. `Int64`
/// holds 2.5 million kWh.
public struct Energy: Comparable, Hashable, Sendable {
    public var microjoules: Int64

    public init(microjoules: Int64) { self.microjoules = microjoules }
    public static let zero = Energy(microjoules: 0)

    /// 1 kWh = 3.6 MJ.
    public var kilowattHours: Double { Double(microjoules) / 3.6e12 }
    public var wattHours: Double { Double(microjoules) / 3.6e9 }

    public static func < (a: Energy, b: Energy) -> Bool { a.microjoules < b.microjoules }
    public static func + (a: Energy, b: Energy) -> Energy { Energy(microjoules: a.microjoules + b.microjoules) }
    public static func - (a: Energy, b: Energy) -> Energy { Energy(microjoules: a.microjoules - b.microjoules) }
    public static func += (a: inout Energy, b: Energy) { a.microjoules += b.microjoules }
}

extension Watts {
    /// The power in whole milliwatts, half up.
    public var milliwatts: Int64 { Int64(value * 1_000 + (value < 0 ? -0.5 : 0.5)) }

    /// Energy is power, to the milliwatt, held for a time.
    public static func * (power: Watts, time: Duration) -> Energy {
        Energy(microjoules: power.milliwatts * time.milliseconds)
    }
}
