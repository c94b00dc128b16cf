public import Activities
public import Quantities

/// A place in a site's installation at which something is counted, whatever instrument happens to count there.
///
/// The instruments come and go (``installations``); the series of the meter goes on.
public struct Meter: Hashable, Sendable {
    /// The site's id in the organisation's file.
    public var site: String
    /// Unique within the site.
    public var id: String
    public var medium: Series.Medium
    public var use: Series.Use
    /// Id of the meter through which all that this one counts has flowed; `nil`: it is a supply of the site.
    public var parent: String?
    /// What it counts, as ids of the site's zones; empty: not said, or no zones.
    public var zones: [String]
    /// What it counts, in words.
    public var serves: String?
    /// Whether the meters below it count all that it counts, so that nothing may be left over.
    public var isComplete: Bool
    /// In the order of time, none overlapping another.
    public var installations: [Installation]
    /// Which boards deliver its counts; in the order of time, none overlapping another.
    public var feeds: [Feed]

    public init(
        site: String, id: String, medium: Series.Medium, use: Series.Use, parent: String? = nil, zones: [String] = [],
        serves: String? = nil, isComplete: Bool = false, installations: [Installation] = [], feeds: [Feed] = []
    ) {
        (self.site, self.id, self.medium, self.use, self.parent) = (site, id, medium, use, parent)
        (self.zones, self.serves, self.isComplete) = (zones, serves, isComplete)
        (self.installations, self.feeds) = (installations, feeds)
    }

    /// The instrument that counted at a moment; `nil` when there was none.
    public func installation(at time: Timestamp) -> Installation? { installations.first { $0.contains(time) } }

    /// The board that delivered its counts at a moment; `nil` when none did.
    public func feed(at time: Timestamp) -> Feed? { feeds.first { $0.contains(time) } }

    /// That a zone of a board delivers the counts of a meter, from a moment to another.
    ///
    /// A board that was renamed, moved or replaced is another feed of the same meter.
    public struct Feed: Hashable, Sendable, Spell {
        /// The board's id: its Sparkplug node.
        public var board: String
        /// The zone's id: its Sparkplug device.
        public var zone: String
        public var from: Timestamp
        public var to: Timestamp?

        public init(board: String, zone: String, from: Timestamp, to: Timestamp? = nil) {
            (self.board, self.zone, self.from, self.to) = (board, zone, from, to)
        }
    }
}

/// Something that holds from a moment on, until another if that is known.
public protocol Spell {
    /// Belongs to it.
    var from: Timestamp { get }
    /// Does not belong to it; `nil`: it still holds.
    var to: Timestamp? { get }
}

extension Spell {
    public func contains(_ time: Timestamp) -> Bool { from <= time && to.map { time < $0 } ?? true }

    /// Whether there is a moment that belongs to both.
    public func overlaps(_ other: some Spell) -> Bool {
        (to.map { other.from < $0 } ?? true) && (other.to.map { from < $0 } ?? true)
    }
}
