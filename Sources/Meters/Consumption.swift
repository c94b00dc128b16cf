public import Activities
public import Quantities

/// What a meter's readings say: what flowed, when nothing tells, and what was noticed on the way.
///
/// Intervals and gaps overlap nowhere; together they reach from the first thing known to the last.
public struct Consumption: Hashable, Sendable {
    /// A stretch in which nothing tells what flowed.
    public struct Gap: Hashable, Sendable {
        public var from: Timestamp
        public var to: Timestamp

        public init(from: Timestamp, to: Timestamp) { (self.from, self.to) = (from, to) }
    }

    /// In kWh or m³. Metered; a proxy where more flowed than can have, where a face that fell may have come back or
    /// begun anew, and from a reset until the face has shown that it counts.
    public var series: Series
    /// In the order of time.
    public var gaps: [Gap]
    /// In the order of time.
    public var findings: [Finding]

    public init(series: Series, gaps: [Gap], findings: [Finding]) {
        (self.series, self.gaps, self.findings) = (series, gaps, findings)
    }
}
