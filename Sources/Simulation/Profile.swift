/// A share for every minute of the day on the wall clock: of people present, of a room in use.
///
/// Given by the hour; it is level for the middle half of each hour, and slopes
/// from one to the next for half an hour, so that nobody's day starts with a jump. Midnight is an
/// end: the day before it has no say in the first hour.
public struct Profile: Hashable, Sendable {
    private let minutes: [Double]

    /// - Returns: `nil` unless there are 24 shares, 0 to 1, from midnight on.
    public init?(hourly shares: [Double]) {
        guard shares.count == 24, shares.allSatisfy({ (0...1).contains($0) }) else { return nil }
        self.init(unchecked: shares)
    }

    /// At a minute since midnight, 0 to 1439.
    public func share(atMinute minute: Int) -> Double { minutes[minute] }

    public let peak: Double

    /// The first and the last minute since midnight at which the share lies above a level; `nil`: it never does.
    func firstMinute(above level: Double) -> Int? { minutes.firstIndex { $0 > level } }
    func lastMinute(above level: Double) -> Int? { minutes.lastIndex { $0 > level } }

    /// How much of the share comes or goes within a minute, 0 to 1.
    func change(atMinute minute: Int) -> Double { minute > 0 ? abs(minutes[minute] - minutes[minute - 1]) : minutes[0] }

    /// People in the building on a weekday: DOE commercial reference building, medium office. They are not all at
    /// their desks: see ``Presence``.
    public static let office = Profile(unchecked: [
        0, 0, 0, 0, 0, 0, 0.1, 0.2, 0.95, 0.95, 0.95, 0.95, 0.5, 0.95, 0.95, 0.95, 0.95, 0.7, 0.4, 0.4, 0.1, 0.1, 0.05,
        0.05,
    ])
    /// The same, parted into ordinary days and the one in four on which many come early and stay late (an
    /// assumption): the mean is ``office``.
    static let officeOrdinary = office.with(morning: [0, 0.1], evening: [0.65, 0.3, 0.3, 0, 0, 0, 0])
    static let officeLong = office.with(morning: [0.4, 0.5], evening: [0.85, 0.7, 0.7, 0.4, 0.4, 0.2, 0.2])
    /// The few who come on a weekend: three in a hundred, for some hours around noon (assumption).
    public static let officeWeekend = Profile(unchecked: [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0.01, 0.015, 0.025, 0.03, 0.03, 0.025, 0.015, 0.01, 0, 0, 0, 0, 0, 0, 0,
    ])
    /// A meeting room in use (assumption): busiest at mid-morning and mid-afternoon.
    public static let meetings = Profile(unchecked: [
        0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0.5, 0.6, 0.5, 0.2, 0.3, 0.6, 0.6, 0.4, 0.2, 0.05, 0, 0, 0, 0, 0,
    ])
    /// A classroom in use (assumption).
    public static let lessons = Profile(unchecked: [
        0, 0, 0, 0, 0, 0, 0, 0.1, 0.85, 0.85, 0.8, 0.85, 0.4, 0.5, 0.8, 0.7, 0.4, 0.15, 0.1, 0.05, 0, 0, 0, 0,
    ])
    public static let never = Profile(unchecked: [Double](repeating: 0, count: 24))

    /// With other shares for the hours from 06:00 and from 17:00.
    private func with(morning: [Double], evening: [Double]) -> Profile {
        Profile(
            unchecked: (0..<6).map { share(atMinute: $0 * 60 + 30) } + morning
                + (8..<17).map { share(atMinute: $0 * 60 + 30) } + evening)
    }

    private init(unchecked shares: [Double]) {
        let minutes = (0..<1_440).map { minute in
            let (hour, within) = (minute / 60, Double(minute % 60) + 0.5)
            let share = shares[hour]
            if within < 15, hour > 0 { return share + (shares[hour - 1] - share) * (15 - within) / 30 }
            if within > 45 { return share + (shares[(hour + 1) % 24] - share) * (within - 45) / 30 }
            return share
        }
        (self.minutes, peak) = (minutes, minutes.max() ?? 0)
    }
}
