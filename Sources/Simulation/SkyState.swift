import Glibc

/// How clear a sky is, and how bright, from the irradiance under it: Perez et al. 1990, "Modeling daylight
/// availability and irradiance components from direct and global irradiance", Solar Energy 44.
public struct SkyState: Hashable, Sendable {
    /// ε: 1 under an overcast sky, beyond 6.2 under a clear one.
    public let clearness: Double
    /// Δ: the diffuse light by that outside the air, times the air that the sun looks through. Kept within the 0.01
    /// to 0.6 that skies have.
    public let brightness: Double
    /// Of the sun, rad.
    public let zenith: Double
    /// 0 to 7: the category of clearness, by which the tables of Perez are ordered.
    let category: Int

    /// - Parameters:
    ///   - diffuseHorizontal: W/m²; above zero.
    ///   - directNormal: W/m².
    ///   - sineOfAltitude: of the sun; above zero.
    ///   - extraterrestrial: outside the air, on a plane that faces the sun, W/m².
    /// - Returns: `nil` without light, and while the sun is down.
    public init?(
        diffuseHorizontal: Double, directNormal: Double, sineOfAltitude: Double, extraterrestrial: Double
    ) {
        guard diffuseHorizontal > 0, directNormal >= 0, sineOfAltitude > 0, extraterrestrial > 0 else { return nil }
        zenith = acos(min(1, sineOfAltitude))
        let low = 1.041 * zenith * zenith * zenith
        clearness = ((diffuseHorizontal + directNormal) / diffuseHorizontal + low) / (1 + low)
        let air = SkyState.airMass(sineOfAltitude: sineOfAltitude, zenith: zenith)
        brightness = min(0.6, max(0.01, diffuseHorizontal * air / extraterrestrial))
        let clearness = clearness
        category = SkyState.bounds.firstIndex { clearness < $0 } ?? SkyState.bounds.count
    }

    /// For those who want three kinds: up to 1.23 overcast, beyond 4.5 clear.
    public var sky: Sky {
        switch category {
        case 0...1: .overcast
        case 2...5: .partly
        default: .clear
        }
    }

    /// Outside the air, on a plane that faces the sun, W/m²: 1361 (Kopp and Lean 2011), 3.4 % more in January.
    static func beyondTheAir(atYearFraction fraction: Double) -> Double {
        1_361 * (1 + 0.034 * cos(2 * .pi * (fraction - 1 / 365)))
    }

    /// How much air the sun looks through, 1 from the zenith (Kasten and Young 1989).
    private static func airMass(sineOfAltitude: Double, zenith: Double) -> Double {
        1 / (sineOfAltitude + 0.50572 * pow(96.07995 - zenith * 180 / .pi, -1.6364))
    }

    private static let bounds = [1.065, 1.230, 1.500, 1.950, 2.800, 4.500, 6.200]
}
