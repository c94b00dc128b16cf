public import Journal
public import Quantities
public import Records

/// A register as the records tell it of a moment in the past.
public enum Retrospect {
    /// What one record says: its interval, and the register at its end.
    public struct Word: Sendable {
        public var start: Timestamp
        public var end: Timestamp
        public var register: Int64

        public init(start: Timestamp, end: Timestamp, register: Int64) {
            (self.start, self.end, self.register) = (start, end, register)
        }
    }

    /// Within an interval the register is taken to have run evenly (assumption): that is right to what flows in one
    /// interval, less where it was thinned.
    ///
    /// - Parameter pick: what a record says of the register; `nil` where it is another's.
    /// - Returns: `nil` where all records end before the moment. Before the first one it is 0.
    public static func register(
        at moment: Timestamp, in records: any EntryLog, _ pick: (Record) -> Word?
    ) throws(JournalError) -> Int64? {
        var later: Word?
        var upper = records.durable
        while upper >= records.oldest, upper > 0 {
            let lower = upper > stride ? upper - stride + 1 : 1
            for entry in try records.read(from: lower, atMost: Int(upper - lower + 1)).reversed()
            where entry.sequence <= upper {
                guard let bytes = entry.bytes, let record = try? Record(decoding: bytes), let word = pick(record)
                else { continue }
                guard word.end <= moment else {
                    later = word
                    continue
                }
                return later.map { between(word.register, $0, at: moment) }
            }
            upper = lower - 1
        }
        return later.map { $0.start == $0.end ? $0.register : between(0, $0, at: moment) }
    }

    /// - Parameter register: where the interval begins.
    private static func between(_ register: Int64, _ word: Word, at moment: Timestamp) -> Int64 {
        guard word.start < moment, word.start < word.end else { return register }
        let share = Double((moment - word.start).milliseconds) / Double((word.end - word.start).milliseconds)
        return register + Int64((Double(word.register - register) * share).rounded())
    }

    private static let stride: UInt64 = 512
}
