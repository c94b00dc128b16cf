public import Quantities

extension Zone {
    /// What the zone may know, frozen for one step.
    public struct Inputs: Hashable, Sendable {
        /// `nil` when no motion reading can be trusted (failed, or warming up).
        public var motion: Motion?
        /// At the zone's light sensor, its own lamps included; `nil` when lost.
        public var illuminance: Lux?
        /// Presses of the wall button since the board started.
        public var presses: WrappingCount
        /// Pairs of presses in quick succession; both count as presses too.
        public var doubles: WrappingCount
        /// Presses held for long; each counts as a press too, when it began.
        public var longs: WrappingCount
        public var schedule: ScheduleState
        /// `nil` without a contact, or while it is lost.
        public var door: Door?
        /// `nil` without a meter, or while it cannot tell.
        public var draw: Draw?
        /// Light that the grid asks to give up, per cent, 0 to 100.
        public var shed: UInt8
        /// A zone that this one follows is occupied. ``Zones`` sets it for zones with links.
        public var isLinked: Bool

        public init(
            motion: Motion? = .still, illuminance: Lux? = nil, presses: WrappingCount = .zero,
            schedule: ScheduleState = .unknown, door: Door? = nil, draw: Draw? = nil, shed: UInt8 = 0,
            isLinked: Bool = false, doubles: WrappingCount = .zero, longs: WrappingCount = .zero
        ) {
            (self.motion, self.illuminance, self.presses, self.schedule) = (motion, illuminance, presses, schedule)
            (self.door, self.draw, self.shed, self.isLinked) = (door, draw, shed, isLinked)
            (self.doubles, self.longs) = (doubles, longs)
        }
    }

    public struct Outputs: Hashable, Sendable {
        /// Steps lit, 0 (dark) to ``Settings/steps``.
        public var level: UInt8
        public var reason: Reason
        /// Somebody is there, or may be: what other zones, plugs and climate follow.
        public var isOccupied: Bool
        /// The same by IEC 62386-303, with motion told apart: personal data, not for the wire.
        public var occupancy = OccupancyValue.occupiedStill
        public var plugs: Bool
        public var setback: Setback
        public var faults: Fault
        /// Hold time in force.
        public var hold: Duration
        /// Step again no later than this, even if no input changes.
        public var reviewBy: Instant?

        public init(
            level: UInt8, reason: Reason, isOccupied: Bool = true, plugs: Bool = true, setback: Setback = .none,
            faults: Fault = [], hold: Duration = .zero, reviewBy: Instant? = nil
        ) {
            (self.level, self.reason, self.isOccupied, self.plugs) = (level, reason, isOccupied, plugs)
            (self.setback, self.faults, self.hold, self.reviewBy) = (setback, faults, hold, reviewBy)
        }
    }
}
