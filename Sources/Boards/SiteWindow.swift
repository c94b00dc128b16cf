public import Quantities

extension Site.Simulation {
    /// The window of a simulated zone, with its blind and what stands before it.
    public struct Window: Hashable, Sendable {
        /// Degrees, clockwise from north.
        public let faces: Double
        /// Of glass.
        public let area: SquareMetres
        /// From the window to the work plane where light counts, m.
        public let depth: Double
        /// Skyline all around, degrees: it hides sun and sky.
        public let horizon: Double
        public let blind: Blind
        /// Share of light let through along the normal, 0 to 1.
        public let transmittance: Double
        /// `nil`: only the area is known.
        public let size: Size?

        /// What people and motors do with the blind.
        public enum Blind: String, CaseIterable, Sendable {
            case none
            /// Let down by sun on the desk, up again the next morning.
            case manual
            /// Down while there is sun on the desk.
            case automatic
        }

        /// Of the glass, m.
        public struct Size: Hashable, Sendable {
            public let width: Double
            public let height: Double
            /// From the floor to its lower edge.
            public let sill: Double
        }
    }
}
