public import Quantities

/// The inside of a box-shaped room: its size, and how much light its surfaces throw back.
public struct Shell: Hashable, Sendable {
    /// Along the façade, m.
    public let width: Double
    /// From the façade to the back wall, m.
    public let depth: Double
    /// From floor to ceiling, m.
    public let height: Double
    /// Of light, 0 to less than 1; the standard ones are within what EN 12464-1 asks for.
    public let ceiling: Double
    public let walls: Double
    public let floor: Double

    /// - Returns: `nil` unless all lengths are above zero and all reflectances 0 to less than 1.
    public init?(
        width: Double, depth: Double, height: Double = 2.8, ceiling: Double = 0.7, walls: Double = 0.5,
        floor: Double = 0.2
    ) {
        guard width > 0, depth > 0, height > 0, [ceiling, walls, floor].allSatisfy({ (0..<1).contains($0) }) else {
            return nil
        }
        (self.width, self.depth, self.height) = (width, depth, height)
        (self.ceiling, self.walls, self.floor) = (ceiling, walls, floor)
    }

    public var floorArea: SquareMetres { SquareMetres(width * depth) }

    /// Of all surfaces, m².
    var surface: Double { 2 * width * depth + 2 * (width + depth) * height }

    /// Of all surfaces with a pane in one of them; glass throws back 0.15 (assumption).
    func reflectance(with pane: Pane) -> Double {
        let glass = pane.area.value
        let wall = max(0, 2 * (width + depth) * height - glass)
        return (width * depth * (floor + ceiling) + wall * walls + glass * 0.15) / surface
    }

    /// Of what light from above falls on first: the floor, and the walls up to the middle of the pane, but for the
    /// façade itself.
    func lower(_ pane: Pane) -> Double { half(floor, upTo: pane.sill + pane.height / 2) }

    /// Of what light from the ground falls on first: the ceiling, and the walls above the middle of the pane.
    func upper(_ pane: Pane) -> Double { half(ceiling, upTo: height - pane.sill - pane.height / 2) }

    private func half(_ level: Double, upTo rise: Double) -> Double {
        let (plane, wall) = (width * depth, (2 * depth + width) * max(0, rise))
        return (plane * level + wall * walls) / (plane + wall)
    }
}
