public import Calendars
public import Indicators
public import Quantities
public import YAML

/// The organisation that answers for the environment, and the facts about its
/// sites that no board can measure.
public struct Organisation: Hashable, Sendable {
    /// The path it was read from; problems found later name it with one of the marks kept here.
    public let file: String
    public let id: String
    public let name: String
    /// Paths of the emission factors' tables, as the file states them; those that are not absolute are meant from
    /// the file's own folder.
    public let factorFiles: [FactorFile]
    /// Which table refrigerants are counted with; `nil`: none is stated.
    public let potentials: Potentials?
    public let neutrality: Neutrality
    /// In the order of the file; at least one.
    public let sites: [Site]
    public let reviews: [Review]
    public let targets: [Target]

    public struct FactorFile: Hashable, Sendable {
        /// Fit to be opened.
        public let path: String
        /// Where the organisation's file names it.
        public let mark: Mark
    }

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
        /// `nil` when the site names its grid instead.
        public let factor: Factor?
        public let grid: Grid?
        /// Of the whole site; `nil` when the file does not say.
        public let area: SquareMetres?
        /// 0 to 1; `nil` when the file does not say. No figure divides by it: persons are personnel.
        public let attendance: Double?
        /// The site's own, or else the organisation's.
        public let boundary: Boundary?
        public let night: NightHours
        public let isAllLightingMetered: Bool
        /// The boards whose records are taken; `nil`: all that say they are of this site.
        public let boards: Set<String>?
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
