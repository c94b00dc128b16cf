public import Calendars
public import Quantities
public import YAML

/// The organisation that answers for the environment, and the facts about its
/// sites that no board can measure.
public struct Organisation: Hashable, Sendable {
    /// The path it was read from; problems found later name it with one of the marks kept here.
    public let file: String
    public let id: String
    public let name: String
    /// In the order of the file; at least one.
    public let sites: [Site]

    /// Reads and checks `organisation.yaml`.
    ///
    /// - Throws: every problem of the file.
    public init(reading file: String) throws(Problems) {
        try self.init(Node(reading: file), file: file)
    }

    /// Reads it from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file)
    }

    public func site(_ id: String) -> Site? { sites.first { $0.id == id } }

    public struct Site: Hashable, Sendable {
        /// Its Sparkplug group.
        public let id: String
        public let name: String
        public let timezone: TimeZone
        public let factor: EmissionFactor
        /// In the order of the file.
        public let zones: [Zone]

        public func zone(_ id: String) -> Zone? { zones.first { $0.id == id } }
    }

    public struct Zone: Hashable, Sendable {
        /// Its Sparkplug device.
        public let id: String
        public let area: SquareMetres
        /// `nil`: nothing is known to compare with, so no saving can be stated.
        public let baseline: Baseline?
    }
}

/// What one kWh of electricity emits, from a source that can be looked up.
public struct EmissionFactor: Hashable, Sendable {
    /// gCO2e/kWh.
    public let gramsPerKilowattHour: Double
    public let source: String
    /// The year it stands for.
    public let year: Int
    public let kind: Kind

    /// What the number means; factors of different kinds must not be mixed.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        public let basis: Basis
        public let method: Method
        public let scope: Scope
        public let place: Place

        public var description: String { "\(basis.rawValue) \(method.rawValue) \(scope.rawValue) \(place.rawValue)" }
    }

    /// GHG Protocol, Scope 2 Guidance: the grid's mix, or what was bought.
    public enum Basis: String, CaseIterable, Sendable {
        case location = "location-based"
        case market = "market-based"
    }

    /// Of all plants, or of those that answer to one kWh more or less.
    public enum Method: String, CaseIterable, Sendable { case average, marginal }

    /// Combustion alone, or fuels and plants from the cradle.
    public enum Scope: String, CaseIterable, Sendable {
        case direct
        case lifeCycle = "life-cycle"
    }

    /// Per kWh generated, or consumed behind the losses of the grid.
    public enum Place: String, CaseIterable, Sendable { case generation, consumption }
}

/// The consumption of a zone before anything was done, stated by somebody.
public struct Baseline: Hashable, Sendable {
    /// kWh/m²·yr.
    public let kilowattHoursPerSquareMetreYear: Double
    public let source: String
    public let period: String
}
