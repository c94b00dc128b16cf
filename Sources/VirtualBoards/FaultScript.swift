public import Quantities

/// What breaks in a virtual building, where and when.
public struct FaultScript: Hashable, Sendable {
    /// One thing that breaks.
    public struct Entry: Hashable, Sendable {
        public var kind: FaultKind
        /// Indices of the zones; empty for what is the board's.
        public var zones: [Int]
        public var from: Timestamp
        /// `nil`: for good.
        public var until: Timestamp?
        /// By the kind's measure; 0 where it has none.
        public var amount: Double

        public init(_ kind: FaultKind, zones: [Int] = [], from: Timestamp, until: Timestamp? = nil, amount: Double = 0)
        {
            (self.kind, self.zones, self.from, self.until) = (kind, zones, from, until)
            self.amount = amount == 0 ? kind.measure?.usual ?? 0 : amount
        }

        public func holds(at time: Timestamp) -> Bool { from <= time && until.map { time < $0 } ?? true }

        /// As a stretch of time; for good is until the end of time.
        public var span: Range<Timestamp> { from..<Swift.max(from, until ?? Timestamp(milliseconds: .max / 2)) }
    }

    /// By their beginnings; of the same moment as they were written.
    public let entries: [Entry]

    public init(_ entries: [Entry] = []) {
        self.entries = entries.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
            .map(\.element)
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// What is broken in a zone.
    func entries(of zone: Int) -> [Entry] { entries.filter { $0.zones.contains(zone) } }

    /// Something in a room is broken, not the board only.
    var hasZones: Bool { entries.contains { !$0.kind.isOfBoard } }

    /// When a kind holds, ascending, those that touch joined.
    public func spans(of kind: FaultKind) -> [Range<Timestamp>] {
        var spans: [Range<Timestamp>] = []
        for entry in entries where entry.kind == kind {
            if let last = spans.last, entry.from <= last.upperBound {
                spans[spans.count - 1] = last.lowerBound..<Swift.max(last.upperBound, entry.span.upperBound)
            } else {
                spans.append(entry.span)
            }
        }
        return spans
    }

    // MARK: The clock

    /// What a board's clock says beyond the truth; `nil` while it does not know the time.
    func skew(at time: Timestamp) -> Duration? {
        guard !entries.contains(where: { $0.kind == .clockUntrusted && $0.holds(at: time) }) else { return nil }
        return entries.filter { $0.kind == .clockStep && $0.holds(at: time) }.reduce(.zero) {
            $0 + .milliseconds(Int64($1.amount))
        }
    }

    /// When the clock is set next.
    func clockChange(after time: Timestamp) -> Timestamp? {
        entries.filter { $0.kind == .clockStep || $0.kind == .clockUntrusted }
            .flatMap { [$0.from, $0.until].compactMap { $0 } }.filter { time < $0 }.min()
    }
}
