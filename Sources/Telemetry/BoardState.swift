public import Control
public import Quantities
public import Settings

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

    /// What a zone said last to somebody who wanted a setting changed.
    public struct Answer: Equatable, Sendable {
        /// Commands answered since the start.
        public var count: Int64 = 0
        /// ``Setting/id``.
        public var setting: UInt8?
        public var id: String?
    }

    public struct ZoneState: Equatable, Sendable {
        public var id: String
        public var use: String
        public var area: SquareMetres
        public var load: Watts
        public var settings: Zone.Settings
        public var level: UInt8
        public var reason: Reason
        /// Whether level, reason, illuminance, plugs and climate are left unsaid.
        public fileprivate(set) var isDiscreet = false
        /// `nil` without a light sensor, or while it is lost.
        public var illuminance: Lux?
        /// What seems broken; of ``Control/Fault/ofPeople``, as of the last look.
        public var faults: Fault = []
        public var plugs = true
        public var setback = Setback.none
        public var knowledge: Knowledge
        /// Why the last attempt to change a setting failed.
        public var refusal: String?
        /// The last command that was answered, by yes or no.
        public private(set) var answer = Answer()
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

        /// Answers a command about a setting: what it is now is told even where it was so before.
        ///
        /// - Parameters:
        ///   - setting: `nil` when the command was about none that there is.
        ///   - id: the command's, if it has one.
        ///   - refusal: why not; `nil` when it was obeyed.
        public mutating func answer(_ setting: Setting?, _ id: String?, refusal: String?) {
            self.refusal = refusal
            answer = Answer(count: answer.count + 1, setting: setting?.id, id: id)
        }
    }

    public var description: Description
    public var zones: [ZoneState]
    /// Those that belong to no zone.
    public var meters: [MeterState] = []
    /// Length of the intervals that records end.
    public var interval = Duration.minutes(15)
    /// Whether what the board writes down is on its disk; `false`: a power cut would lose it.
    public var isDurable = true
    /// Records that the hub has not acknowledged.
    public var backlog: UInt64 = 0
    /// Hours of records that can be kept besides them before detail is given up; `nil`: not known.
    public var hoursLeft: Int64?

    public init(_ description: Description, zones: [ZoneState]) {
        (self.description, self.zones) = (description, zones)
    }
}

extension BoardState {
    /// Without what follows people from moment to moment: nobody can tell from it who comes and goes.
    public var discreet: BoardState {
        var state = self
        for zone in state.zones.indices {
            state.zones[zone].isDiscreet = true
            (state.zones[zone].level, state.zones[zone].reason) = (0, .starting)
            state.zones[zone].illuminance = nil
            (state.zones[zone].plugs, state.zones[zone].setback) = (true, .none)
        }
        return state
    }
}
