public import Quantities

/// A recording as a simulation follows it: what a signal is at first, then only its changes.
extension Recording {
    /// From `time` on, until the next change, a signal has this value.
    public struct Change<Value: Hashable & Sendable>: Hashable, Sendable {
        public let time: Timestamp
        public let value: Value

        public init(_ value: Value, at time: Timestamp) { (self.time, self.value) = (time, value) }
    }

    /// When the last row of a run stops to hold: after the median step, at most five minutes, and never
    /// later than the next row. A recording of one row holds for the five minutes.
    ///
    /// - Parameter run: rows of this recording, at least one.
    public func end(of run: Range<Int>) -> Timestamp {
        let last = rows[run.upperBound - 1].time
        let end = last + min(medianStep ?? .minutes(5), .minutes(5))
        return run.upperBound < rows.count ? min(end, rows[run.upperBound].time) : end
    }

    /// What the motion sensor said, from the first row of the run on; nothing if there was none. Motion that still
    /// lasts in the last row ceases at the ``end(of:)`` of the run.
    public func motionEdges(in run: Range<Int>) -> [Change<Bool>] {
        hasMotion ? changes(in: run, afterwards: false) { $0.motion ?? false } : []
    }

    /// Whether people were there; `nil` where nobody knows, and after the ``end(of:)`` of the run.
    public func presenceEdges(in run: Range<Int>) -> [Change<Bool?>] {
        changes(in: run, afterwards: nil) { $0.occupied }
    }

    /// How many people were there; `nil` where nobody knows, and after the ``end(of:)`` of the run.
    public func peopleChanges(in run: Range<Int>) -> [Change<Int?>] {
        changes(in: run, afterwards: nil) { $0.people }
    }

    /// Daylight alone; `nil` where it was not measured, and after the ``end(of:)`` of the run.
    public func daylightChanges(in run: Range<Int>) -> [Change<Lux?>] {
        changes(in: run, afterwards: nil) { $0.daylight }
    }

    /// One pass over the rows of the run.
    private func changes<Value: Hashable & Sendable>(
        in run: Range<Int>, afterwards: Value, of signal: (Row) -> Value
    ) -> [Change<Value>] {
        guard !run.isEmpty else { return [] }
        var changes: [Change<Value>] = []
        var last: Value?
        for row in rows[run] {
            let value = signal(row)
            if value != last { changes.append(Change(value, at: row.time)) }
            last = value
        }
        if last != afterwards { changes.append(Change(afterwards, at: end(of: run))) }
        return changes
    }
}
