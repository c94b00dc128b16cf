/// Where in the sky its light comes from: a blend of four standard skies, by weights that add up to one.
public struct SkyBlend: Hashable, Sendable {
    public let clear: Double
    public let turbid: Double
    public let intermediate: Double
    public let overcast: Double

    private init(clear: Double = 0, turbid: Double = 0, intermediate: Double = 0, overcast: Double = 0) {
        (self.clear, self.turbid, self.intermediate, self.overcast) = (clear, turbid, intermediate, overcast)
    }

    /// By clearness and brightness, as EnergyPlus blends them (Engineering Reference, "Sky Luminance Distributions").
    public init(_ sky: SkyState) {
        if sky.clearness > 3 {
            let share = min(1, (sky.clearness - 3) / 3)
            self.init(clear: share, turbid: 1 - share)
        } else if sky.clearness > 1.2 {
            let share = (sky.clearness - 1.2) / 1.8
            self.init(turbid: share, intermediate: 1 - share)
        } else {
            let share = min(1, max(0, (sky.clearness - 1) / 0.2, (sky.brightness - 0.05) / 0.4))
            self.init(intermediate: share, overcast: 1 - share)
        }
    }

    /// Of a sky of which only the kind is known.
    public init(_ sky: Sky) {
        switch sky {
        case .clear: self.init(clear: 1)
        case .partly: self.init(intermediate: 1)
        case .overcast: self.init(overcast: 1)
        }
    }

    func weight(of sky: SkyLuminance) -> Double {
        switch sky {
        case .clear: clear
        case .turbid: turbid
        case .intermediate: intermediate
        case .overcast: overcast
        }
    }
}
