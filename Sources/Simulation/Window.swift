public import Astronomy
public import Quantities

/// An upright opening in a façade, and the blind behind it.
public struct Window: Hashable, Sendable {
    /// Where it looks: clockwise from north.
    public let azimuth: Angle
    /// Of glass.
    public let area: SquareMetres
    /// Share of light let through, 0 to 1; 0.68 for clean double glazing.
    public let transmittance: Double
    /// How much sky the middle of the window sees, up from the horizon or the roofs opposite: 65° in the open.
    public let skyAngle: Angle
    /// From the work plane to the top of the glass, m.
    public let headHeight: Double
    /// What stands around hides the sun up to there.
    public let horizon: Angle

    public init(
        azimuth: Angle, area: SquareMetres, transmittance: Double = 0.68, skyAngle: Angle = .degrees(65),
        headHeight: Double = 1.8, horizon: Angle = .zero
    ) {
        (self.azimuth, self.area, self.transmittance) = (azimuth, area, transmittance)
        (self.skyAngle, self.headHeight, self.horizon) = (skyAngle, headHeight, horizon)
    }

    public enum Blind: Hashable, Sendable { case open, closed }

    /// Closed while the sun would put more than 50 W/m² on a desk so far from the façade.
    ///
    /// Decided by the steady beam, so that a passing cloud moves no blind. 105 lm/W for
    /// the beam is an assumption; that people close and open in time is another.
    public func blind(under outdoors: Outdoors, deskAt depth: Double) -> Blind {
        let facing = cosineOfIncidence(outdoors.sun)
        guard facing > 0, reaches(depth, outdoors.sun) else { return .open }
        let irradiance = transmittance * outdoors.steadyBeamNormal.value / 105 * outdoors.sun.altitude.sine
        return irradiance > Window.glare ? .closed : .open
    }

    /// Light on the glass that may enter: all of it through an open blind; through a closed one a
    /// quarter of the diffuse light and nothing of the beam.
    public func illuminance(under outdoors: Outdoors, _ blind: Blind) -> Lux {
        let diffuse: Lux
        if let anisotropy = outdoors.anisotropy {
            let (sun, height) = (outdoors.sun, outdoors.sun.altitude.sine)
            let facing = sun.altitude.cosine * (sun.azimuth - azimuth).cosine
            diffuse =
                outdoors.diffuseHorizontal * anisotropy.uprightShare(facing: facing, sineOfAltitude: height)
                + outdoors.globalHorizontal * 0.1
        } else {
            diffuse =
                outdoors.sky == .overcast
                ? outdoors.diffuseHorizontal * Window.overcastShare
                : outdoors.diffuseHorizontal * 0.5 + outdoors.globalHorizontal * 0.1
        }
        switch blind {
        case .open: return diffuse + outdoors.beamNormal * max(0, cosineOfIncidence(outdoors.sun))
        case .closed: return diffuse * Window.behindBlind
        }
    }

    /// Vertical over horizontal illuminance under the overcast sky of the CIE.
    static let overcastShare = 0.396

    /// Of the sun on a desk, W/m², beyond which people close their blinds (Reinhart 2004, Lightswitch).
    static let glare = 50.0

    /// The share of the diffuse light that a closed blind lets through.
    static let behindBlind = 0.25

    /// Negative or zero when the sun is behind the façade, down, or hidden.
    private func cosineOfIncidence(_ sun: Sun) -> Double {
        sun.altitude > .zero && sun.altitude >= horizon ? sun.altitude.cosine * (sun.azimuth - azimuth).cosine : 0
    }

    /// Whether the patch of sun on the work plane is that deep.
    private func reaches(_ depth: Double, _ sun: Sun) -> Bool {
        headHeight * (sun.azimuth - azimuth).cosine * sun.altitude.cosine >= depth * sun.altitude.sine
    }
}
