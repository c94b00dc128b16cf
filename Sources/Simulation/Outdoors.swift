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
    /// Where the light of the sky comes from, for a point that sees a part of it.
    public let blend: SkyBlend
    /// The same for an upright plane that sees half of it; `nil` where only the kind of sky is known.
    public let anisotropy: Anisotropy?

    /// - Parameter blend: `nil`: that of the kind of sky.
    public init(
        sun: Sun, sky: Sky, diffuseHorizontal: Lux, beamNormal: Lux, steadyBeamNormal: Lux, blend: SkyBlend? = nil,
        anisotropy: Anisotropy? = nil
    ) {
        (self.sun, self.sky) = (sun, sky)
        (self.diffuseHorizontal, self.beamNormal) = (diffuseHorizontal, beamNormal)
        self.steadyBeamNormal = steadyBeamNormal
        (self.blend, self.anisotropy) = (blend ?? SkyBlend(sky), anisotropy)
    }

    /// Sky and sun on a level plane.
    public var globalHorizontal: Lux { diffuseHorizontal + beamNormal * max(0, sun.altitude.sine) }
}
