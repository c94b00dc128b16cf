internal import Astronomy
import Glibc

/// How the light of a sky gathers about the sun and above the horizon: Perez et al. 1990 (Solar Energy 44), with the
/// coefficients of all sites (table 6) for irradiance, which are taken for light too.
public struct Anisotropy: Hashable, Sendable {
    /// F1: the share of the diffuse light that comes from where the sun is, 0 to 1.
    public let circumsolar: Double
    /// F2: from the horizon; below zero where the horizon is darker than the rest.
    public let horizon: Double

    public init(_ sky: SkyState) {
        let (first, second) = (Anisotropy.circumsolars[sky.category], Anisotropy.horizons[sky.category])
        circumsolar = min(1, max(0, first.0 + first.1 * sky.brightness + first.2 * sky.zenith))
        horizon = second.0 + second.1 * sky.brightness + second.2 * sky.zenith
    }

    /// From the sky on an upright plane, by that on a level one.
    ///
    /// - Parameter facing: the cosine of the angle between the sun and where the plane looks.
    public func uprightShare(facing: Double, sineOfAltitude: Double) -> Double {
        // The sun is never taken to be lower than 5°, as in the source.
        let sun = max(0, facing) / max(sineOfAltitude, Anisotropy.lowest)
        return max(0, (1 - circumsolar) / 2 + circumsolar * sun + horizon)
    }

    private static let lowest = Angle.degrees(5).sine

    private static let circumsolars = [
        (-0.008, 0.588, -0.062), (0.130, 0.683, -0.151), (0.330, 0.487, -0.221), (0.568, 0.187, -0.295),
        (0.873, -0.392, -0.362), (1.132, -1.237, -0.412), (1.060, -1.600, -0.359), (0.678, -0.327, -0.250),
    ]

    private static let horizons = [
        (-0.060, 0.072, -0.022), (-0.019, 0.066, -0.029), (0.055, -0.064, -0.026), (0.109, -0.152, -0.014),
        (0.226, -0.462, 0.001), (0.288, -0.823, 0.056), (0.264, -1.127, 0.131), (0.156, -1.377, 0.251),
    ]
}
