public import Astronomy
import Glibc
public import Quantities

/// Daylight on one point of a box-shaped room behind one window: what the point sees of the sky, the sun upon it, and
/// what the room throws about.
///
/// The split-flux method of the Building Research Station (Hopkinson, Longmore, Petherbridge 1954): light from above
/// meets the lower half of the room first, light from the ground the upper half, and each is then spread evenly. It
/// gives deep points a little more than they have. The ground throws back a fifth.
public struct SplitFlux: Hashable, Sendable {
    public let shell: Shell
    public let pane: Pane
    /// Where the pane looks: clockwise from north.
    public let azimuth: Angle
    /// From the pane, before its middle, m.
    public let distance: Double
    /// Skyline all around: it hides sun and sky.
    public let horizon: Angle
    private let plane: Double
    private let view: SkyView
    /// On the point and on every surface, by each lux of skylight or sunlight let in.
    private let fromAbove: Double
    /// By each lux of light from the ground let in.
    private let fromBelow: Double

    /// - Parameter plane: the height of the point over the floor, m.
    /// - Returns: `nil` where the pane does not fit into the façade, or the point is not within the room.
    public init?(
        _ shell: Shell, pane: Pane, facing azimuth: Angle, at distance: Double, plane: Double = 0.8,
        horizon: Angle = .zero
    ) {
        guard pane.width <= shell.width, pane.head <= shell.height, distance > 0, distance < shell.depth,
            (0..<shell.height).contains(plane), (0...90).contains(horizon.degrees)
        else { return nil }
        (self.shell, self.pane, self.azimuth) = (shell, pane, azimuth)
        (self.distance, self.horizon, self.plane) = (distance, horizon, plane)
        view = SkyView(pane, from: distance, plane: plane, horizon: horizon)
        let spread = pane.area.value / (shell.surface * (1 - shell.reflectance(with: pane)))
        (fromAbove, fromBelow) = (spread * shell.lower(pane), spread * shell.upper(pane))
    }

    /// On the point, with the blind as it is.
    public func illuminance(under outdoors: Outdoors, _ blind: Window.Blind) -> Lux {
        let sun = outdoors.sun
        guard sun.altitude > .zero else { return .zero }
        let seen = view.shares(of: outdoors.blend, sun: sun.altitude, bearing: sun.azimuth - azimuth)
        let skylight = seen.point + seen.pane * pane.diffuseTransmittance * fromAbove
        let ground = outdoors.globalHorizontal * (SplitFlux.ground / 2 * pane.diffuseTransmittance * fromBelow)
        let diffuse = outdoors.diffuseHorizontal * skylight + ground
        guard blind == .open else { return diffuse * Window.behindBlind }
        let facing = cosineOfIncidence(sun)
        let beam = outdoors.beamNormal * pane.transmittance(atCosine: facing)
        let onPoint = isSunlit(sun) ? beam * sun.altitude.sine : .zero
        return diffuse + beam * (facing * fromAbove) + onPoint
    }

    /// Closed while the sun would put more than 50 W/m² on the point; as that of a ``Window``.
    public func blind(under outdoors: Outdoors) -> Window.Blind {
        guard isSunlit(outdoors.sun) else { return .open }
        let through = pane.transmittance(atCosine: cosineOfIncidence(outdoors.sun))
        return through * outdoors.steadyBeamNormal.value / 105 * outdoors.sun.altitude.sine > Window.glare
            ? .closed : .open
    }

    /// On the point by that out of doors under the overcast sky of the CIE, as a share.
    public var daylightFactor: Double {
        let seen = view.shares(of: SkyBlend(.overcast), sun: .degrees(45), bearing: .zero)
        let inside = seen.pane * fromAbove + SplitFlux.ground / 2 * fromBelow
        return seen.point + pane.diffuseTransmittance * inside
    }

    /// Zero when the sun is behind the façade, down or hidden.
    private func cosineOfIncidence(_ sun: Sun) -> Double {
        guard sun.altitude > .zero, sun.altitude >= horizon else { return 0 }
        return max(0, sun.altitude.cosine * (sun.azimuth - azimuth).cosine)
    }

    /// Whether the way from the point to the sun goes through the pane.
    private func isSunlit(_ sun: Sun) -> Bool {
        let facing = cosineOfIncidence(sun)
        guard facing > 0 else { return false }
        let side = sun.altitude.cosine * (sun.azimuth - azimuth).sine / facing * distance
        let rise = plane + sun.altitude.sine / facing * distance
        return abs(side) <= pane.width / 2 && (pane.sill...pane.head).contains(rise)
    }

    private static let ground = 0.2
}
