internal import Quantities

/// Intervals of one kind laid over those of another, such as metered half hours over local days.
///
/// An interval that lies across a border counts on both sides, by its time.
struct Slots {
    /// What fell into one slot.
    struct Content {
        /// Of amounts the sum; of courses the sum of value times milliseconds.
        var sum = 0.0
        /// Milliseconds that some interval covers.
        var covered: Int64 = 0
        let length: Int64

        /// 0 to 1.
        var coverage: Double { length > 0 ? Double(covered) / Double(length) : 0 }
        /// Of a course; `nil` when nothing covers the slot.
        var mean: Double? { covered > 0 ? sum / Double(covered) : nil }
    }

    /// Borders of slots that touch, ascending: one more than there are slots.
    let borders: [Timestamp]

    /// - Parameter intervals: in time order, not overlapping; those with a value that is not finite count as missing.
    /// - Parameter longest: longer ones say too little of a slot, and count as missing.
    /// - Parameter isAmount: whether the value is spread over the interval, or holds throughout.
    func contents(
        _ intervals: some Sequence<(from: Timestamp, to: Timestamp, value: Double)>, longest: Duration, isAmount: Bool
    ) -> [Content] {
        var contents = zip(borders, borders.dropFirst()).map { Content(length: ($1 - $0).milliseconds) }
        var first = 0
        for interval in intervals where interval.value.isFinite && interval.from < interval.to {
            guard interval.to - interval.from <= longest else { continue }
            while first < contents.count, borders[first + 1] <= interval.from { first += 1 }
            let length = Double((interval.to - interval.from).milliseconds)
            var slot = first
            while slot < contents.count, borders[slot] < interval.to {
                let common = (min(interval.to, borders[slot + 1]) - max(interval.from, borders[slot])).milliseconds
                contents[slot].covered += common
                contents[slot].sum += interval.value * Double(common) / (isAmount ? length : 1)
                slot += 1
            }
        }
        return contents
    }
}
