public import Quantities

/// What sensors and people did in a real room, row by row, to stand in for a simulated one.
///
/// It comes out of a CSV file only, so that it has at least one row, and every row is later than the
/// one before it.
public struct Recording: Hashable, Sendable {
    /// What was seen at one moment, and holds until the next row.
    public struct Row: Hashable, Sendable {
        public var time: Timestamp
        /// What the motion sensor said; `nil` if there was none, in every row or in no row of a recording.
        public var motion: Bool?
        /// How many people were there, as somebody counted or filmed it, 1 where that tells only that somebody was;
        /// `nil` where nobody knows.
        public var people: Int?
        /// Daylight alone, without the lamps; `nil` where it was not measured. Fit for control.
        public var daylight: Lux?
        /// What a light sensor saw, the lamps of that day included; `nil` where it saw nothing. For
        /// comparison only: a controller that is fed with it would see lamps that it never lit.
        public var illuminance: Lux?

        public init(
            time: Timestamp, motion: Bool? = nil, people: Int? = nil, daylight: Lux? = nil, illuminance: Lux? = nil
        ) {
            (self.time, self.motion, self.people) = (time, motion, people)
            (self.daylight, self.illuminance) = (daylight, illuminance)
        }

        /// Whether people were there; `nil` where nobody knows.
        public var occupied: Bool? { people.map { $0 > 0 } }
    }

    /// Ascending in time, at least one.
    public let rows: [Row]
    /// The middle one of all steps from row to row, the lower of the two where there are two; `nil` with one row.
    public let medianStep: Duration?
    /// How far ahead of UTC the clock was that all times were written with; `nil` when they do not say, and were
    /// read in the zone named to the reader. A ``shift(toEndBefore:in:)`` does not change it.
    public let writtenOffset: Duration?
    /// Whether there was a motion sensor. Without, the recording has truth, which no controller sees.
    public let hasMotion: Bool
    /// Whether any row knows if people were there.
    public let hasTruth: Bool
    /// Whether any row knows the daylight alone.
    public let hasDaylight: Bool

    /// - Parameter rows: at least one, ascending in time; motion in all of them or in none.
    init(ascending rows: [Row], writtenOffset: Duration?) {
        (self.rows, self.writtenOffset) = (rows, writtenOffset)
        let steps = zip(rows, rows.dropFirst()).map { $1.time - $0.time }.sorted()
        medianStep = steps.isEmpty ? nil : steps[(steps.count - 1) / 2]
        hasMotion = rows[0].motion != nil
        hasTruth = rows.contains { $0.people != nil }
        hasDaylight = rows.contains { $0.daylight != nil }
    }

    /// From the first row to the last.
    public var span: ClosedRange<Timestamp> { rows[0].time...rows[rows.count - 1].time }
}

extension Recording {
    /// Two rows, one after the other, too far apart to tell what happened between them.
    public struct Gap: Hashable, Sendable {
        /// The row before the gap, counted from 0.
        public let row: Int
        public let start: Timestamp
        public let end: Timestamp

        public var length: Duration { end - start }
    }

    /// The longest stretches of rows of which none is more than `gap` after the one before it.
    /// Together they hold every row once.
    public func runs(gap: Duration = .minutes(5)) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for gap in gaps(longerThan: gap) {
            runs.append(start..<gap.row + 1)
            start = gap.row + 1
        }
        return runs + [start..<rows.count]
    }

    /// Where the recording is silent for longer than that; these part its ``runs(gap:)``.
    public func gaps(longerThan gap: Duration = .minutes(5)) -> [Gap] {
        rows.indices.dropLast().compactMap { row in
            let found = Gap(row: row, start: rows[row].time, end: rows[row + 1].time)
            return found.length > gap ? found : nil
        }
    }
}
