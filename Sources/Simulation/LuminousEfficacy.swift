import Glibc

/// Lumens by watt of daylight: Perez et al. 1990 (Solar Energy 44), table 4.
public struct LuminousEfficacy: Hashable, Sendable {
    /// Of sun and sky on a level plane, lm/W.
    public let global: Double
    /// Of the sun on a plane that faces it, lm/W.
    public let beam: Double
    /// Of the sky on a level plane, lm/W.
    public let diffuse: Double

    /// - Parameter dewPoint: at the ground, °C; the water above it is e^(0.07·T − 0.075) cm.
    public init(_ sky: SkyState, dewPoint: Double) {
        let water = exp(0.07 * dewPoint - 0.075)
        let (cosine, logarithm) = (cos(sky.zenith), log(sky.brightness))
        func onLevel(_ row: Row) -> Double { max(0, row.a + row.b * water + row.c * cosine + row.d * logarithm) }
        let sun = LuminousEfficacy.beams[sky.category]
        global = onLevel(LuminousEfficacy.globals[sky.category])
        diffuse = onLevel(LuminousEfficacy.diffuses[sky.category])
        beam = max(0, sun.a + sun.b * water + sun.c * exp(5.73 * sky.zenith - 5) + sun.d * sky.brightness)
    }

    private typealias Row = (a: Double, b: Double, c: Double, d: Double)

    private static let globals: [Row] = [
        (96.63, -0.47, 11.50, -9.16), (107.54, 0.79, 1.79, -1.19), (98.73, 0.70, 4.40, -6.95),
        (92.72, 0.56, 8.36, -8.31), (86.73, 0.98, 7.10, -10.94), (88.34, 1.39, 6.06, -7.60),
        (78.63, 1.47, 4.93, -11.37), (99.65, 1.86, -4.46, -3.15),
    ]

    private static let diffuses: [Row] = [
        (97.24, -0.46, 12.00, -8.91), (107.22, 1.15, 0.59, -3.95), (104.97, 2.96, -5.53, -8.77),
        (102.39, 5.59, -13.95, -13.90), (100.71, 5.94, -22.75, -23.74), (106.42, 3.83, -36.15, -28.83),
        (141.88, 1.90, -53.24, -14.03), (152.23, 0.35, -45.27, -7.98),
    ]

    private static let beams: [Row] = [
        (57.20, -4.55, -2.98, 117.12), (98.99, -3.46, -1.21, 12.38), (109.83, -4.90, -1.71, -8.81),
        (110.34, -5.84, -1.99, -4.56), (106.36, -3.97, -1.75, -6.16), (107.19, -1.25, -1.51, -26.73),
        (105.75, 0.77, -1.26, -34.44), (101.18, 1.58, -1.10, -8.29),
    ]
}
