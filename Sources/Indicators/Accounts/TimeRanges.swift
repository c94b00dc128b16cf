import Quantities

/// Stretches of time in order, none touching another.
struct TimeRanges: Hashable, Sendable {
    /// In milliseconds since 1970 (UTC).
    private(set) var ranges: [Range<Int64>] = []

    init() {}
    init(_ range: Range<Int64>) { if !range.isEmpty { ranges = [range] } }
    init(_ from: Timestamp, _ to: Timestamp) {
        self.init(from.milliseconds..<max(from.milliseconds, to.milliseconds))
    }

    /// Of stretches in any order, touching or overlapping.
    init(_ parts: some Sequence<Range<Int64>>) {
        for part in parts.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) { append(part) }
    }

    var isEmpty: Bool { ranges.isEmpty }
    var milliseconds: Int64 { ranges.reduce(0) { $0 + Int64($1.count) } }
    /// From the start of the first to the end of the last.
    var hull: TimeRanges {
        guard let first = ranges.first, let last = ranges.last else { return self }
        return TimeRanges(first.lowerBound..<last.upperBound)
    }

    func union(_ other: TimeRanges) -> TimeRanges { TimeRanges(ranges + other.ranges) }

    func clamped(to range: Range<Int64>) -> TimeRanges { TimeRanges(ranges.map { $0.clamped(to: range) }) }

    func subtracting(_ other: TimeRanges) -> TimeRanges {
        var rest: [Range<Int64>] = []
        for range in ranges {
            var start = range.lowerBound
            for hole in other.ranges where hole.lowerBound < range.upperBound && hole.upperBound > start {
                if start < hole.lowerBound { rest.append(start..<hole.lowerBound) }
                start = max(start, hole.upperBound)
            }
            if start < range.upperBound { rest.append(start..<range.upperBound) }
        }
        return TimeRanges(rest)
    }

    /// Takes one that starts no earlier than any before it.
    mutating func append(_ part: Range<Int64>) {
        guard !part.isEmpty else { return }
        if let last = ranges.last, part.lowerBound <= last.upperBound {
            ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
        } else {
            ranges.append(part)
        }
    }
}
