public import Astronomy
public import Quantities

/// A blind that people let down when the sun is on the desk and leave down for the rest of the day (Reinhart 2004,
/// Lightswitch), to open it the next morning.
///
/// A pure function of the day: closed from the first five minutes of it with sun on the desk until the solar midnight,
/// whether somebody is there or not (assumption). What has been looked at of a day is kept, for the moments after it.
public struct ManualBlind: Hashable, Sendable {
    private let longitude: Double
    private var day: Int64?
    /// All of the day before this has been looked at.
    private var looked = Timestamp(milliseconds: 0)
    private var closed: Timestamp?

    public init(at place: Place) { longitude = place.longitude.degrees }

    /// - Parameter isGlaring: whether the sun is on the desk at a moment.
    public mutating func state(at time: Timestamp, _ isGlaring: (Timestamp) -> Bool) -> Window.Blind {
        let today = Int64((Double(time.milliseconds) / 86_400_000 + longitude / 360).rounded(.down))
        if day != today {
            let midnight = Int64(((Double(today) - longitude / 360) * 86_400_000).rounded(.up))
            (day, closed, looked) = (today, nil, ManualBlind.next(Timestamp(milliseconds: midnight)))
        }
        while closed == nil, looked <= time {
            if isGlaring(looked) { closed = looked }
            looked = looked + ManualBlind.step
        }
        return closed.map { $0 <= time } == true ? .closed : .open
    }

    private static let step = Duration.minutes(5)

    /// The first moment of the grid that is not before another.
    private static func next(_ time: Timestamp) -> Timestamp {
        let length = step.milliseconds
        let rest = ((time.milliseconds % length) + length) % length
        return rest == 0 ? time : Timestamp(milliseconds: time.milliseconds + length - rest)
    }
}
