import Glibc

/// Four skies of which every point has a luminance: in parts of that at the zenith.
///
/// Clear and overcast are those of the CIE (Kittler 1965; Moon and Spencer 1942), the turbid and the intermediate one
/// are Matsuura's (1987); as EnergyPlus has them (Engineering Reference, "Sky Luminance Distributions").
enum SkyLuminance: Int, CaseIterable, Hashable, Sendable {
    case clear, turbid, intermediate, overcast

    /// - Parameters:
    ///   - altitude: of the point, rad, above zero.
    ///   - bearing: of the point from the sun, rad.
    ///   - sun: its altitude, rad.
    func value(atAltitude altitude: Double, bearing: Double, sun: Double) -> Double {
        let sine = sin(altitude)
        if self == .overcast { return (1 + 2 * sine) / 3 }
        let cosine = min(1, max(-1, sin(sun) * sine + cos(sun) * cos(altitude) * cos(bearing)))
        let angle = acos(cosine)
        let zenith = .pi / 2 - sun
        switch self {
        case .clear: return SkyLuminance.clear(0.91, 10, 0.45, sine, angle, cosine, zenith)
        case .turbid: return SkyLuminance.clear(0.856, 16, 0.3, sine, angle, cosine, zenith)
        case .intermediate, .overcast:
            let z1 = (1.35 * (sin(3.59 * altitude - 0.009) + 2.31) * sin(2.6 * sun + 0.316) + altitude + 4.799) / 2.326
            let z2 = exp(-0.563 * angle * ((sun - 0.008) * (altitude + 1.059) + 0.812))
            let z3 = 0.99224 * sin(2.6 * sun + 0.316) + 2.73852
            let z4 = exp(-0.563 * zenith * ((sun - 0.008) * 2.6298 + 0.812))
            return z1 * z2 / (z3 * z4)
        }
    }

    /// On a level plane under the whole sky, by the luminance of the zenith.
    ///
    /// - Parameter step: of the sun's altitude, ``steps`` from the horizon to the zenith.
    func horizontal(atStep step: Int) -> Double { SkyLuminance.horizontals[rawValue][step] }

    /// Of ten degrees.
    static let steps = 9

    /// Rad.
    static func altitude(atStep step: Int) -> Double { Double(step) * .pi / 2 / Double(steps) }

    private static let horizontals = allCases.map { sky in
        (0...steps).map { step in
            Dome.sum { altitude, bearing in
                sky.value(atAltitude: altitude, bearing: bearing, sun: SkyLuminance.altitude(atStep: step))
                    * sin(altitude)
            }
        }
    }

    private static func clear(
        _ a: Double, _ b: Double, _ c: Double, _ sine: Double, _ angle: Double, _ cosine: Double, _ zenith: Double
    ) -> Double {
        let here = a + b * exp(-3 * angle) + c * cosine * cosine
        let above = a + b * exp(-3 * zenith) + c * cos(zenith) * cos(zenith)
        return here * (1 - exp(-0.32 / sine)) / (0.27385 * above)
    }
}
