public import Calendars
public import Control
public import Quantities

/// One local day of one zone, told so that a glance answers two questions: was anybody in the dark,
/// and where was light wasted?
///
/// Every list is ascending in time and says what holds from a step until the next one; before the first
/// step nothing is known. What lies outside the day or outside of ``recorded`` is not drawn and not counted.
public struct DayPicture: Hashable, Sendable {
    /// From `time` on, until the next step, something has this value.
    public struct Step<Value: Hashable & Sendable>: Hashable, Sendable {
        public var time: Timestamp
        public var value: Value

        public init(_ value: Value, at time: Timestamp) { (self.time, self.value) = (time, value) }
    }

    /// A moment worth a look.
    public struct Note: Hashable, Sendable {
        public enum Kind: Hashable, Sendable, CaseIterable {
            /// The lamps went out over somebody.
            case falseOff
            /// Daylight fell below the target before the lamps came on.
            case darkening
            /// Somebody waited for light.
            case longLatency
        }

        public var time: Timestamp
        public var kind: Kind
        /// Any text; what does not fit its line is cut.
        public var text: String

        public init(_ kind: Kind, at time: Timestamp, _ text: String) {
            (self.time, self.kind, self.text) = (time, kind, text)
        }
    }

    public var title: String
    public var subtitle: String
    /// Whose clock the hours are of.
    public var zone: TimeZone
    /// One local day, 23 to 25 hours.
    public var day: Range<Timestamp>
    /// Whether people were there; `nil` where nobody knows.
    public var occupancy: [Step<Bool?>]
    /// What the motion sensor said.
    public var motion: [Step<Bool>]
    /// Daylight alone; `nil` where it was not measured. Without a single value its lane is left out.
    public var daylight: [Step<Lux?>]
    /// Daylight that needs no lamps; `nil` or zero: no daylight control.
    public var target: Lux?
    /// The share of the lamps that is lit, or the light of a dimmer, 0 to 1.
    public var lamps: [Step<Double>]
    /// Their light changes little by little: its level gets an outline, and a line at half.
    public var isDimmed: Bool
    public var reasons: [Step<Reason>]
    /// Outside of these nothing is known.
    public var recorded: [Range<Timestamp>]
    public var notes: [Note]

    public init(
        title: String, subtitle: String = "", zone: TimeZone, day: Range<Timestamp>, occupancy: [Step<Bool?>] = [],
        motion: [Step<Bool>] = [], daylight: [Step<Lux?>] = [], target: Lux? = nil, lamps: [Step<Double>] = [],
        isDimmed: Bool = false, reasons: [Step<Reason>] = [], recorded: [Range<Timestamp>], notes: [Note] = []
    ) {
        (self.title, self.subtitle, self.zone, self.day) = (title, subtitle, zone, day)
        (self.occupancy, self.motion, self.daylight, self.target) = (occupancy, motion, daylight, target)
        (self.lamps, self.isDimmed, self.reasons) = (lamps, isDimmed, reasons)
        (self.recorded, self.notes) = (recorded, notes)
    }

    /// The picture, as a whole SVG document, 960 units wide. The same day is always the same text.
    public var svg: String { Sheet(self).svg }
}
