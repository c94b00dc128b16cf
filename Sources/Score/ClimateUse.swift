internal import Calendars
internal import Control
public import Quantities
public import Simulation

/// What heating and cooling of a zone took, and how far from comfort people were.
///
/// A ``ThermalRoom`` whose thermostat follows a plan: the control's own setback; always at comfort; or a clock, which
/// is what most buildings have. Gains are those of the same course in all of them: people with 75 W each that warms the
/// room (assumption, after the sensible heat of seated people in ISO 7730), lamps and plugs with what they draw.
public struct ClimateUse: Hashable, Sendable {
    /// Who says when the room is set back.
    public enum Plan: String, CaseIterable, Sendable {
        /// Comfort at all times.
        case always
        /// Comfort from 06:00 to 18:30 on workdays, an hour and a half before the baseline ``Baseline/clock``
        /// (assumption).
        case clock
        /// The control: by people, without forecast.
        case control
    }

    /// What the room is, and what is wanted of it; °C.
    public struct Rating: Sendable {
        public var room: ThermalRoom
        public var heating: Double
        public var standby: Double
        public var setback: Double
        /// `nil`: nothing cools. It is set back upwards by as much as heating downwards.
        public var cooling: Double?
        /// °C out of doors.
        public var outdoors: @Sendable (Timestamp) -> Double

        public init(
            room: ThermalRoom, heating: Double, standby: Double, setback: Double, cooling: Double?,
            outdoors: @escaping @Sendable (Timestamp) -> Double
        ) {
            (self.room, self.heating, self.standby, self.setback) = (room, heating, standby, setback)
            (self.cooling, self.outdoors) = (cooling, outdoors)
        }

        func goal(_ setback: Setback) -> ClosedRange<Double> {
            let lower: Double =
                switch setback {
                case .none: heating
                case .standby: standby
                case .unoccupied: self.setback
                }
            return lower...Swift.max(lower, (cooling ?? .infinity) + (heating - lower))
        }
    }

    /// Heat, W·ms: what a boiler or a heat pump takes for it is another matter.
    public var heating = 0.0
    public var cooling = 0.0
    /// Sum over the time with people of how much colder than comfort it was, beyond ``tolerance``, K·ms.
    public var coldOccupied = 0.0
    /// With people, ms.
    public var occupied: Int64 = 0

    public init() {}

    /// - Parameter plugs: what warms the room as well; `nil`: nothing is plugged in.
    public init(
        _ rating: Rating, plan: Plan, over course: Course, _ criteria: Criteria, plugs: PlugUse.Rating? = nil
    ) {
        guard let loads = course.loads else { return }
        var (people, isOn) = (Cursor(loads.people), Cursor(loads.plugs))
        var (setback, lamps) = (Cursor(loads.setback), Cursor(course.decisions))
        var comfort = Clock(criteria)
        var temperature = rating.heating
        var time = course.start
        while time < course.end {
            people.move(to: time)
            isOn.move(to: time)
            setback.move(to: time)
            lamps.move(to: time)
            let next = Swift.min(course.end, time + Self.step)
            let wanted: Setback =
                switch plan {
                case .always: .none
                case .clock: comfort.isOn(at: time) ? .none : .unoccupied
                case .control: setback.value
                }
            let plugged = plugs?.power(people: people.value, isOn: isOn.value).drawn ?? 0
            let gains =
                Double(people.value) * Self.warmth + plugged + criteria.power(lamps.value.level).value
            let step = rating.room.step(
                from: temperature, outdoors: rating.outdoors(time), gains: gains, goal: rating.goal(wanted),
                for: next - time)
            let span = Double((next - time).milliseconds)
            heating += step.heating * span
            cooling += step.cooling * span
            if people.value > 0 {
                occupied += (next - time).milliseconds
                coldOccupied += Swift.max(0, rating.heating - Self.tolerance - step.temperature) * span
            }
            (temperature, time) = (step.temperature, next)
        }
    }

    /// On average with people there, K; `nil` where nobody was there.
    public var meanColdness: Double? { occupied > 0 ? coldOccupied / Double(occupied) : nil }

    public static func += (a: inout Self, b: Self) {
        a.heating += b.heating
        a.cooling += b.cooling
        a.coldOccupied += b.coldOccupied
        a.occupied += b.occupied
    }

    /// Colder than comfort by so little is comfort, K (assumption).
    public static let tolerance = 0.5
    /// Of a person, W.
    private static let warmth = 75.0
    private static let step = Duration.minutes(5)
}

/// Comfort from 06:00 to 18:30 on the days of the clock.
private struct Clock {
    private let criteria: Criteria
    private var day: (span: Range<Timestamp>, on: Range<Timestamp>?)?

    init(_ criteria: Criteria) { self.criteria = criteria }

    mutating func isOn(at time: Timestamp) -> Bool {
        if let day, day.span.contains(time) { return day.on?.contains(time) ?? false }
        let date = criteria.zone.civil(of: time).date
        let span = criteria.zone.timestamp(of: date)..<criteria.zone.timestamp(of: date.adding(days: 1))
        let (from, to) = (Self.time(6, 0, date, criteria.zone), Self.time(18, 30, date, criteria.zone))
        let isDay = criteria.clockDays?(date) ?? true
        day = (span, isDay ? from..<Swift.max(from, to) : nil)
        return day?.on?.contains(time) ?? false
    }

    private static func time(_ hour: Int, _ minute: Int, _ date: CivilDate, _ zone: TimeZone) -> Timestamp {
        zone.timestamp(of: date, at: TimeOfDay(hour: hour, minute: minute) ?? .midnight)
    }
}
