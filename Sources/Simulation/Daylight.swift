internal import Astronomy
import Glibc
public import Quantities

/// How daylight spreads in a box-shaped room with windows in one façade.
public struct Daylight: Hashable, Sendable {
    public let floorArea: SquareMetres
    /// From the façade to the back wall, m.
    public let depth: Double
    /// From floor to ceiling, m.
    public let height: Double
    /// Mean reflectance of all surfaces, 0 to less than 1.
    public let reflectance: Double
    public let windows: [Window]

    /// - Returns: `nil` unless area, depth and height are above zero and the reflectance is 0 to less than 1.
    public init?(
        floorArea: SquareMetres, depth: Double, height: Double = 2.8, reflectance: Double = 0.5, windows: [Window]
    ) {
        guard floorArea > .zero, depth > 0, height > 0, (0..<1).contains(reflectance) else { return nil }
        (self.floorArea, self.depth, self.height) = (floorArea, depth, height)
        (self.reflectance, self.windows) = (reflectance, windows)
    }

    /// Illuminance on the work plane so many metres from the façade.
    ///
    /// - Parameter blind: of all windows; `nil`: each has its own, closed while the sun is on the desk.
    public func illuminance(at distance: Double, under outdoors: Outdoors, _ blind: Window.Blind? = nil) -> Lux {
        guard outdoors.sun.altitude > .zero else { return .zero }
        return windows.reduce(.zero) { sum, window in
            let blind = blind ?? window.blind(under: outdoors, deskAt: distance)
            let onGlass = window.illuminance(under: outdoors, blind)
            return sum + onGlass * (factor(of: window, at: distance) / Window.overcastShare)
        }
    }

    /// The mean daylight factor of the work plane, as a share: indoors over outdoors under an overcast sky.
    ///
    /// τ·A·θ·M / (S·(1 − R²)) per cent, θ in degrees, M = 0.9 for dirt and frames (Littlefair/BRE).
    public func meanFactor(of window: Window) -> Double {
        let width = floorArea.value / depth
        let surfaces = 2 * floorArea.value + 2 * (width + depth) * height
        let lit = window.transmittance * window.area.value * window.skyAngle.degrees * 0.9
        return lit / (surfaces * (1 - reflectance * reflectance)) / 100
    }

    /// The daylight factor at a distance: it falls by e^(−0.5/m) (assumption) about the mean of the room's depth.
    public func factor(of window: Window, at distance: Double) -> Double {
        let decay = 0.5
        let atGlass = meanFactor(of: window) * decay * depth / (1 - exp(-decay * depth))
        return atGlass * exp(-decay * distance)
    }
}
