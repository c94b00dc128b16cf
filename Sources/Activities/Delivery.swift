/// What one file says, ready to be taken as one batch: all of it or nothing.
public struct Delivery: Hashable, Sendable {
    /// What a meter counted, and the line of each interval.
    public struct Meter: Hashable, Sendable {
        public var series: Series
        /// As many as ``Series/intervals``, from 1.
        public var lines: [Int]

        public init(series: Series, lines: [Int]) { (self.series, self.lines) = (series, lines) }
    }

    /// The weather of a site, and the line of each reading.
    public struct Weather: Hashable, Sendable {
        public var temperatures: Temperatures
        /// As many as ``Temperatures/readings``, from 1.
        public var lines: [Int]

        public init(temperatures: Temperatures, lines: [Int]) {
            (self.temperatures, self.lines) = (temperatures, lines)
        }
    }

    /// The template's name, such as `electricity` or `readings`.
    public var kind: String
    /// The file's name as it was given.
    public var file: String
    /// Of the file, 64 hexadecimal digits.
    public var sha256: String
    /// Their batch is 0 until they are in.
    public var activities: [Activity] = []
    /// One for each meter.
    public var meters: [Meter] = []
    /// One for each site.
    public var weather: [Weather] = []
    /// What was left out or set as the file's reader was told to, a sentence each.
    public var remarks: [String] = []

    public init(kind: String, file: String, sha256: String) {
        (self.kind, self.file, self.sha256) = (kind, file, sha256)
    }

    /// Lines of activities, intervals and temperatures.
    public var count: Int {
        activities.count + meters.reduce(0) { $0 + $1.lines.count } + weather.reduce(0) { $0 + $1.lines.count }
    }
}
