public import Activities
public import Quantities

/// What a series says about a stretch of time.
public struct Portion: Hashable, Sendable {
    /// In the medium's unit.
    public var amount = 0.0
    /// Part of the amount that was split in proportion to time, because an interval straddles an edge.
    public var interpolated = 0.0
    /// Part of the amount that is a proxy.
    public var doubtful = 0.0
    /// How much of the stretch the intervals cover, however often.
    public var covered = Duration.zero
    /// Whether intervals overlap, so that something was counted twice.
    public var isDoubled = false

    public init() {}

    /// - Parameter intervals: in any order.
    public init(of intervals: [Series.Interval], from: Timestamp, to: Timestamp) {
        var reached: Timestamp?
        for interval in intervals.sorted(by: { $0.from < $1.from }) where interval.from < to && from < interval.to {
            let (start, end) = (Swift.max(interval.from, from), Swift.min(interval.to, to))
            let share = Double((end - start).milliseconds) / Double((interval.to - interval.from).milliseconds)
            let part = share == 1 ? interval.amount : interval.amount * share
            amount += part
            if share < 1 { interpolated += part }
            if interval.quality == .proxy { doubtful += part }
            if let reached, start < reached { isDoubled = true }
            let fresh = reached.map { Swift.max($0, start) } ?? start
            if fresh < end { covered = covered + (end - fresh) }
            reached = Swift.max(reached ?? end, end)
        }
    }
}
