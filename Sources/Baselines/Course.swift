public import Activities
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

    /// Outdoor temperatures: each holds until the next, see ``spans(from:)``.
    public init(_ temperatures: Temperatures) {
        let spans = Self.spans(from: temperatures.readings.map(\.at))
        intervals = zip(spans, temperatures.readings).map { Interval(from: $0.0, to: $0.1, value: $1.celsius) }
    }

    /// From each moment to the next; where that is more than one and a half times the usual step away, to the end of the
    /// usual step (the median; an hour where there is one moment alone).
    public static func spans(from starts: [Timestamp]) -> [(Timestamp, Timestamp)] {
        let steps = zip(starts.dropFirst(), starts).map { ($0 - $1).milliseconds }
        let usual = steps.isEmpty ? 3_600_000 : steps.sorted()[steps.count / 2]
        return starts.indices.map { index in
            let isNext = index < steps.count && steps[index] * 2 <= usual * 3
            return (starts[index], isNext ? starts[index + 1] : starts[index] + .milliseconds(usual))
        }
    }
}
