public import Quantities
public import Sparkplug

extension Uplink {
    /// Who the board is, and whom it listens to.
    public struct Identity: Sendable {
        public var group: Identifier
        public var node: Identifier
        /// The host application whose acknowledgements count.
        public var host: String
        /// Whether nothing is said while that host is not online (Sparkplug's primary host).
        public var waitsForHost: Bool
        /// Whether what lamps do now is told.
        public var isLive: Bool

        public init(
            group: Identifier, node: Identifier, host: String, waitsForHost: Bool = false, isLive: Bool = true
        ) {
            (self.group, self.node, self.host) = (group, node, host)
            (self.waitsForHost, self.isLive) = (waitsForHost, isLive)
        }
    }

    /// How often the live values are looked at.
    public struct Pace: Sendable {
        /// Changed values are published no more often than this.
        public var live: Duration
        /// Nor the number of records that wait.
        public var count: Duration

        /// That of boards.
        public static let standard = Pace(live: .milliseconds(200), count: .seconds(10))

        public init(live: Duration, count: Duration) { (self.live, self.count) = (live, count) }
    }

    /// What has left, since it was made.
    public struct Tally: Hashable, Sendable {
        /// Births of the node, those on demand included.
        public var births = 0
        public var messages = 0
        /// Of payloads.
        public var bytes = 0
        /// Entries of journals, those sent again included.
        public var entries = 0

        public init() {}
    }
}
