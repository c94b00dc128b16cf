public import Quantities

/// How warm it was outdoors at a site, in time order, no moment twice; what is missing is missing.
public struct Temperatures: Hashable, Sendable {
    public struct Reading: Hashable, Sendable {
        public var at: Timestamp
        /// In °C.
        public var celsius: Double

        public init(at: Timestamp, celsius: Double) { (self.at, self.celsius) = (at, celsius) }
    }

    public var site: String
    public var readings: [Reading]

    public init(site: String, readings: [Reading]) { (self.site, self.readings) = (site, readings) }
}
