public import Quantities

/// A part of one local day, from one moment up to another, both elapsed since the day began.
public struct Stretch: Hashable, Sendable {
    public let start: Duration
    public let end: Duration

    /// An end before the start counts as the start.
    public init(from start: Duration, to end: Duration) { (self.start, self.end) = (start, max(start, end)) }

    public var length: Duration { end - start }

    public func contains(_ time: Duration) -> Bool { start <= time && time < end }

    /// The time that any of them covers, ascending, without overlap; those that touch are one.
    public static func union(_ stretches: [Stretch]) -> [Stretch] {
        var union: [Stretch] = []
        for stretch in stretches.sorted(by: { $0.start < $1.start }) {
            if let last = union.last, stretch.start <= last.end {
                union[union.count - 1] = Stretch(from: last.start, to: max(last.end, stretch.end))
            } else {
                union.append(stretch)
            }
        }
        return union
    }

    /// From milliseconds, cut to the day.
    static func milliseconds(_ start: Double, _ end: Double, within day: LocalDay) -> Stretch {
        let length = Double(day.length.milliseconds)
        return Stretch(
            from: .milliseconds(Int64(min(length, max(0, start)))), to: .milliseconds(Int64(min(length, max(0, end)))))
    }
}
