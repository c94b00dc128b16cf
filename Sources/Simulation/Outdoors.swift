public import Astronomy
public import Quantities

/// The light out of doors at one moment.
public struct Outdoors: Hashable, Sendable {
    public let sun: Sun
    public let sky: Sky
    public let diffuseHorizontal: Lux
    public let beamNormal: Lux
    /// The beam of this sky without its passing clouds: what people set their blinds by.
    public let steadyBeamNormal: Lux

    public init(sun: Sun, sky: Sky, diffuseHorizontal: Lux, beamNormal: Lux, steadyBeamNormal: Lux) {
        (self.sun, self.sky) = (sun, sky)
        (self.diffuseHorizontal, self.beamNormal) = (diffuseHorizontal, beamNormal)
        self.steadyBeamNormal = steadyBeamNormal
    }

    /// Sky and sun on a level plane.
    public var globalHorizontal: Lux { diffuseHorizontal + beamNormal * max(0, sun.altitude.sine) }
}
