public import Control
public import Quantities

/// What a board says of itself when it is born, and what of it may change.
public struct BoardState: Equatable, Sendable {
    /// What stays as it is while the board runs.
    public struct Description: Equatable, Sendable {
        public var software: String
        public var model: String
        /// Id of the records journal.
        public var journal: String

        public init(software: String, model: String, journal: String) {
            (self.software, self.model, self.journal) = (software, model, journal)
        }
    }

    public struct ZoneState: Equatable, Sendable {
        public var id: String
        public var use: String
        public var area: SquareMetres
        public var load: Watts
        public var settings: Zone.Settings
        public var level: UInt8
        public var reason: Reason
        /// `nil` without a light sensor, or while it is lost.
        public var illuminance: Lux?
        /// What seems broken; of ``Control/Fault/ofPeople``, as of the last look.
        public var faults: Fault = []
        public var plugs = true
        public var setback = Setback.none
        public var knowledge: Knowledge
        /// Why the last attempt to change a setting failed.
        public var refusal: String?
        /// When it last changed.
        public var changed: Timestamp

        public init(
            id: String, use: String, area: SquareMetres, load: Watts, settings: Zone.Settings, changed: Timestamp
        ) {
            (self.id, self.use, self.area, self.load) = (id, use, area, load)
            (self.settings, self.changed) = (settings, changed)
            (level, reason) = (settings.steps, .starting)
            knowledge = Knowledge(hold: settings.hold)
        }
    }

    public var description: Description
    public var zones: [ZoneState]
    /// Records that the hub has not acknowledged.
    public var backlog: UInt64 = 0

    public init(_ description: Description, zones: [ZoneState]) {
        (self.description, self.zones) = (description, zones)
    }
}
