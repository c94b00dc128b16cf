public import Hardware
public import Quantities

/// The level of a line that bounces: a new level counts only once it has been
/// stable for ``stability``, and counts from that moment on.
///
/// Give it every edge, in the order of time, and look at it when ``reviewBy``
/// asks. Looking more often changes nothing. What it answers depends on the
/// edges alone, not on when they were read.
public struct Debounce: Hashable, Sendable {
    /// How long a level must hold without any edge; zero lets everything through.
    public let stability: Duration
    /// The level that counts.
    public private(set) var isActive: Bool
    private var raw: Bool
    /// Since when the line has held a level that does not count yet.
    private var since: Instant?

    /// - Parameter isActive: The level at the start, which counts at once and is no change.
    public init(isActive: Bool, stability: Duration) {
        (self.isActive, self.stability, self.raw) = (isActive, stability, isActive)
    }

    /// When a new level will count, unless an edge comes before; `nil` while nothing is pending.
    public var reviewBy: Instant? { since.map { $0 + stability } }

    /// Takes an edge of the line.
    ///
    /// An edge to the level the line already had restarts the wait: something
    /// happened that was too short to be seen. After a loss, what was pending
    /// counts for nothing.
    /// - Returns: When ``isActive`` changed, if a level had become stable before this edge.
    @discardableResult
    public mutating func receive(_ edge: Edge) -> Instant? {
        if edge.lost > 0 { since = nil }
        let changed = look(at: edge.at)
        (raw, since) = (edge.rising, edge.rising == isActive ? nil : edge.at)
        return changed
    }

    /// Takes a reading of the line. It changes nothing, unless an edge was missed: then the level has held since now.
    /// - Returns: When ``isActive`` changed, if a level had become stable before.
    @discardableResult
    public mutating func reads(_ level: Bool, at now: Instant) -> Instant? {
        let changed = look(at: now)
        if disagrees(with: level) { (raw, since) = (level, level == isActive ? nil : now) }
        return changed
    }

    /// Lets time pass.
    /// - Returns: When ``isActive`` changed, if it did: always the edge's time and ``stability``, however late the look.
    @discardableResult
    public mutating func look(at now: Instant) -> Instant? {
        guard let due = reviewBy, due <= now else { return nil }
        (isActive, since) = (raw, nil)
        return due
    }

    /// Whether a reading shows that an edge was missed.
    func disagrees(with level: Bool) -> Bool { level != raw }
}
