public import Quantities

extension Zone {
    /// How a zone is wired and tuned.
    ///
    /// Changed only through ``Zones/apply(_:to:at:)``; every change is journaled.
    public struct Settings: Hashable, Sendable {
        /// How lamps come on by themselves.
        public enum Start: UInt8, Hashable, Sendable, CaseIterable {
            /// Motion lights all that is needed.
            case auto = 0
            /// Motion lights the partial level; the wall button lights all.
            case partial = 1
            /// Only the wall button lights (vacancy mode).
            case manual = 2
        }

        // Wiring: not tunable.

        /// Steps of the lamps: 1 to 3 relays, or the positions of a dimmer (``dimmerSteps``).
        public var steps: UInt8
        /// People leave the building through it: never shed, and lit by daylight only where that is beyond doubt.
        public var isEgress = false
        /// It has a motion sensor. If not, schedule and wall button decide.
        public var sensesMotion = true

        // Occupancy.

        /// Kept lit this long after the last sign of life.
        public var hold = Duration.minutes(15)
        /// The hold time is learned, within ``holdLeast`` and ``holdMost``; ``hold`` is where it begins.
        public var isAdaptive = false
        public var holdLeast = Duration.minutes(3)
        public var holdMost = Duration.minutes(20)
        /// People only pass through it: no gap between movements is somebody who sits still.
        public var isPassage = false
        public var start = Start.auto
        /// Lit by motion in partial mode and by cleaners. Zero: half of the steps, rounded up.
        public var partialSteps: UInt8 = 0
        /// Motion this soon after the lamps went out lights them again, in every mode.
        public var grace = Duration.seconds(30)
        /// Hold time after a visit that lasted half a minute at most. Zero: as any other.
        public var walkThrough = Duration.zero
        /// Somebody seen behind a door that stays closed is still there, for this long. Zero: the door says nothing.
        public var doorLatch = Duration.hours(4)
        /// No motion for so much time while the schedule is open is a dead motion sensor. Zero: it says nothing. A
        /// fortnight is for a zone that is open for ever, and stands empty over holidays.
        public var motionSilence = Duration.days(14)
        /// Announced this long before darkness. Zero: no warning.
        public var warning = Duration.seconds(30)
        /// Dip of a single-step lamp at the start of a warning. Zero: none.
        public var blink = Duration.milliseconds(500)

        // The wall button.

        /// A word at the wall button holds no longer than this.
        public var overrideLimit = Duration.hours(2)
        /// Off at the wall holds this long into vacancy.
        public var offLatch = Duration.minutes(10)

        /// Two presses in quick succession light all steps, whatever daylight leaves to be lit, as a press in the dark
        /// does. If not, they are two presses.
        public var doubleLightsAll = true

        // Levels.

        /// Steps kept lit while the schedule is open, people or not; 0 to `steps`.
        public var baseSteps: UInt8 = 0
        /// Steps kept lit always: stairs and toilets dim, but never go dark. 0 to `steps`.
        public var vacantSteps: UInt8 = 0
        /// The most that is lit by itself (task tuning). Zero: all.
        public var taskSteps: UInt8 = 0
        public var daylight = Daylight.Settings()

        // Schedule and grid.

        /// Warning before a closing schedule ends what nobody's presence explains.
        public var sweepWarning = Duration.minutes(5)
        /// Light to give up while the grid asks for it, per cent; lapses after ``shedLimit``.
        public var shed: UInt8 = 0
        public var shedLimit = Duration.hours(4)

        // What else follows occupancy.

        /// Plug loads go off this long after the last sign of life.
        public var plugDelay = Duration.minutes(30)
        /// Climate goes to standby this long after it.
        public var standbyDelay = Duration.minutes(10)

        public init(steps: UInt8) { self.steps = steps }

        /// Positions of a dimmer: per cent.
        public static let dimmerSteps: UInt8 = 100
        public var isDimmed: Bool { steps > 3 }
    }
}
