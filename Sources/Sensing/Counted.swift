extension Senses {
    /// What the meters of a board had counted before this start.
    public struct Counted: Hashable, Sendable {
        /// Of one meter.
        public struct Standing: Hashable, Sendable {
            /// Pulses.
            public var total: UInt64
            /// Pulses when its face showed what the site file says.
            public var base: UInt64

            public init(_ total: UInt64 = 0, since base: UInt64 = 0) { (self.total, self.base) = (total, base) }
        }

        /// Of each zone's meter; empty: none.
        public var zones: [Standing]
        /// Of each meter that belongs to no zone; empty: none.
        public var meters: [Standing]

        public init(zones: [Standing] = [], meters: [Standing] = []) { (self.zones, self.meters) = (zones, meters) }

        subscript(wiring: Wiring) -> Standing {
            switch wiring.role {
            case .meter: zones.isEmpty ? Standing() : wiring.zone.map { zones[$0] } ?? Standing()
            case .boardMeter(_, let place): meters.isEmpty ? Standing() : meters[place]
            default: Standing()
            }
        }
    }
}
