public import Quantities

/// Who cleans a room: on workdays somebody passes through it once, between 19 and 21 h.
///
/// Hours and lengths are assumptions. Each room is drawn by itself: rooms are cleaned in no order, and by as many
/// people as that takes.
public struct Cleaning: Hashable, Sendable {
    /// Any length in between.
    public var shortest: Duration
    public var longest: Duration

    public init(shortest: Duration, longest: Duration) { (self.shortest, self.longest) = (shortest, longest) }

    /// Desks, floor, bin.
    public static let room = Cleaning(shortest: .minutes(5), longest: .minutes(10))
    /// Where nobody works: the floor alone.
    public static let passage = Cleaning(shortest: .minutes(2), longest: .minutes(5))

    /// The visit of a day; `nil` on a weekend or holiday.
    public func stay(on day: LocalDay, seed: Seed) -> Stretch? {
        guard day.isWorkday else { return nil }
        var random = seed.branch("cleaning").branch(day.number).generator
        let (least, most) = (Double(shortest.milliseconds), Double(longest.milliseconds))
        let length = least + random.uniform() * (most - least)
        let (open, close) = (day.elapsed(wallMinute: 19 * 60), day.elapsed(wallMinute: 21 * 60))
        let start = open + random.uniform() * max(0, close - open - length)
        return .milliseconds(start, start + length, within: day)
    }
}
