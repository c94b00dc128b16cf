public import Quantities

/// Something that is there all the time and whose mean counts, such as an outdoor temperature or how many people are
/// in: what it was over each interval.
public struct Course: Hashable, Sendable {
    public struct Interval: Hashable, Sendable {
        public var from: Timestamp
        public var to: Timestamp
        /// The mean over the interval.
        public var value: Double

        public init(from: Timestamp, to: Timestamp, value: Double) {
            (self.from, self.to, self.value) = (from, to, value)
        }
    }

    /// In time order, none overlapping another; what is missing is missing.
    public var intervals: [Interval]

    public init(intervals: [Interval]) { self.intervals = intervals }
}
