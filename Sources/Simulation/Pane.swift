import Glibc
public import Quantities

/// The glass of one window, as a rectangle in its façade: where daylight enters.
public struct Pane: Hashable, Sendable {
    /// m.
    public let width: Double
    /// m.
    public let height: Double
    /// From the floor to its lower edge, m.
    public let sill: Double
    /// The share of light let through along the normal, dirt and frames included; 0 to 1.
    public let transmittance: Double

    /// - Returns: `nil` unless width and height are above zero, the sill is not below the floor and the transmittance
    ///   is 0 to 1.
    public init?(width: Double, height: Double, sill: Double, transmittance: Double = 0.68) {
        guard width > 0, height > 0, sill >= 0, (0...1).contains(transmittance) else { return nil }
        (self.width, self.height, self.sill, self.transmittance) = (width, height, sill, transmittance)
    }

    public var area: SquareMetres { SquareMetres(width * height) }
    /// The upper edge over the floor, m.
    public var head: Double { sill + height }

    /// The share let through at an angle, by its cosine: less the flatter it falls (Rivero 1958).
    func transmittance(atCosine cosine: Double) -> Double {
        guard cosine > 0 else { return 0 }
        let square = max(0, 1 - cosine * cosine)
        return transmittance * min(1, 1.018 * cosine * (1 + square * square.squareRoot()))
    }

    /// The share of light from everywhere in front that is let through: the integral of the above.
    var diffuseTransmittance: Double { transmittance * 1.018 * (2.0 / 3 + .pi / 16) }
}
