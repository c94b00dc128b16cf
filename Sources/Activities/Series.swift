public import Quantities

/// What one meter counted, interval by interval: in time order, none overlapping another; what is missing is missing.
public struct Series: Hashable, Sendable {
    /// What flows through a meter.
    public enum Medium: String, CaseIterable, Hashable, Sendable {
        case electricity, gas, water, heat

        public var unit: Unit { self == .electricity || self == .heat ? .kilowattHours : .cubicMetres }
    }

    /// What part of the site's use a meter sees.
    public enum Use: String, CaseIterable, Hashable, Sendable {
        /// The supply of the site or a building.
        case total
        case lighting, plugs, hvac, process, servers
        /// What the site makes itself.
        case generation
        /// What it gives away.
        case export
        case other
    }

    public struct Interval: Hashable, Sendable {
        public var from: Timestamp
        public var to: Timestamp
        /// In the medium's unit.
        public var amount: Double
        public var quality: Quality

        public init(from: Timestamp, to: Timestamp, amount: Double, quality: Quality = .metered) {
            (self.from, self.to, self.amount, self.quality) = (from, to, amount, quality)
        }
    }

    public var site: String
    public var meter: String
    public var medium: Medium
    public var use: Use
    public var intervals: [Interval]

    public init(site: String, meter: String, medium: Medium, use: Use, intervals: [Interval]) {
        (self.site, self.meter, self.medium, self.use) = (site, meter, medium, use)
        self.intervals = intervals
    }
}
