import Astronomy
import Glibc

/// What one point of a room, and the pane before it, see of each standard sky, for suns all over it: made once for a
/// room, read every minute.
///
/// In parts of the light on a level plane out of doors. Between suns 10° apart in altitude and 15° in bearing it is
/// interpolated.
struct SkyView: Hashable, Sendable {
    /// Light of the sky that reaches the point through the glass, directly.
    struct Shares: Hashable, Sendable {
        var point: Double
        /// And that falls upon the glass.
        var pane: Double
    }

    /// By sky, altitude and bearing of the sun.
    private let table: [Shares]
    /// What hides the sky up to the horizon, in the same parts.
    private let hidden: Shares

    /// - Parameters:
    ///   - distance: of the point from the pane, before its middle, m.
    ///   - plane: the height of the point over the floor, m.
    ///   - horizon: skyline all around. What is below has a fifth of the mean luminance of the sky (assumption).
    init(_ pane: Pane, from distance: Double, plane: Double, horizon: Angle) {
        let (elements, hiddenPoint) = SkyView.elements(pane, distance, plane, horizon)
        let patches = SkyView.patches(horizon)
        func shares(_ sky: SkyLuminance, sun: Double, bearing: Double) -> Shares {
            func sum(_ parts: [Element]) -> Double {
                parts.reduce(0) { sum, part in
                    sum + part.weight
                        * sky.value(atAltitude: part.altitude, bearing: part.bearing - bearing, sun: sun)
                }
            }
            return Shares(point: sum(elements), pane: sum(patches))
        }
        table = SkyLuminance.allCases.flatMap { sky -> [Shares] in
            let isRound = sky == .overcast
            let still = isRound ? shares(sky, sun: .pi / 4, bearing: 0) : nil
            return (0...SkyLuminance.steps).flatMap { step in
                (0...SkyView.bearings).map { turn in
                    still
                        ?? shares(
                            sky, sun: SkyLuminance.altitude(atStep: step),
                            bearing: Double(turn) * .pi / Double(SkyView.bearings))
                }
            }
        }
        let angle = horizon.radians
        hidden = Shares(
            point: hiddenPoint * SkyView.skyline / .pi,
            pane: (angle + sin(2 * angle) / 2) * SkyView.skyline / .pi)
    }

    /// Of the light on a level plane.
    ///
    /// - Parameter bearing: of the sun from where the pane looks.
    func shares(of blend: SkyBlend, sun: Angle, bearing: Angle) -> Shares {
        let turn = abs(bearing.radians.remainder(dividingBy: 2 * .pi)) / .pi * Double(SkyView.bearings)
        let step = min(1, max(0, sun.radians / (.pi / 2))) * Double(SkyLuminance.steps)
        let (row, column) = (min(SkyLuminance.steps - 1, Int(step)), min(SkyView.bearings - 1, Int(turn)))
        let (down, across) = (step - Double(row), turn - Double(column))
        var (point, pane, level) = (0.0, 0.0, 0.0)
        let width = SkyView.bearings + 1
        let corner = row * width + column
        let (near, far) = (1 - across, across)
        for sky in SkyLuminance.allCases {
            let weight = blend.weight(of: sky)
            guard weight > 0 else { continue }
            let place = sky.rawValue * SkyView.cells + corner
            let (upper, lower) = (weight * (1 - down), weight * down)
            let (a, b) = (table[place], table[place + 1])
            let (c, d) = (table[place + width], table[place + width + 1])
            point += upper * (near * a.point + far * b.point) + lower * (near * c.point + far * d.point)
            pane += upper * (near * a.pane + far * b.pane) + lower * (near * c.pane + far * d.pane)
            level += upper * sky.horizontal(atStep: row) + lower * sky.horizontal(atStep: row + 1)
        }
        return Shares(point: point / level + hidden.point, pane: pane / level + hidden.pane)
    }

    /// A piece of sky, and what a luminance of one there gives.
    private struct Element {
        let altitude: Double
        /// From where the pane looks.
        let bearing: Double
        let weight: Double
    }

    /// The pane in pieces, as the point sees them; those under the skyline summed up.
    private static func elements(
        _ pane: Pane, _ distance: Double, _ plane: Double, _ horizon: Angle
    ) -> (open: [Element], hidden: Double) {
        let (columns, rows) = (12, 8)
        let bottom = max(pane.sill, plane)
        guard pane.head > bottom else { return ([], 0) }
        let (wide, high) = (pane.width / Double(columns), (pane.head - bottom) / Double(rows))
        var (open, hidden): ([Element], Double) = ([], 0)
        for row in 0..<rows {
            let rise = bottom - plane + (Double(row) + 0.5) * high
            for column in 0..<columns {
                let side = (Double(column) + 0.5) * wide - pane.width / 2
                let far = (distance * distance + side * side + rise * rise).squareRoot()
                let solidAngle = wide * high * distance / (far * far * far)
                let weight = solidAngle * rise / far * pane.transmittance(atCosine: distance / far)
                let altitude = asin(rise / far)
                if altitude < horizon.radians {
                    hidden += weight
                } else {
                    open.append(Element(altitude: altitude, bearing: atan2(side, distance), weight: weight))
                }
            }
        }
        return (open, hidden)
    }

    /// The sky before the pane over the skyline, in patches, as an upright plane sees them.
    private static func patches(_ horizon: Angle) -> [Element] {
        let (rows, columns) = (6, 12)
        let rise = (Double.pi / 2 - horizon.radians) / Double(rows)
        return (0..<rows).flatMap { row in
            let altitude = horizon.radians + (Double(row) + 0.5) * rise
            return (0..<columns).map { column in
                let bearing = (Double(column) + 0.5) * .pi / Double(columns) - .pi / 2
                let seen = cos(altitude) * cos(bearing) * cos(altitude) * rise * .pi / Double(columns)
                return Element(altitude: altitude, bearing: bearing, weight: seen)
            }
        }
    }

    /// Of 15°, half a turn.
    private static let bearings = 12
    /// Of one sky.
    private static let cells = (SkyLuminance.steps + 1) * (bearings + 1)
    private static let skyline = 0.2
}
