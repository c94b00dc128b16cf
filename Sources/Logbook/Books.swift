public import Journal

/// The logs that a ``Logbook`` writes into: those of a ``StateFolder``, or others that are no files.
public struct Books: Sendable {
    /// Intervals, boots and changes of settings: the ledger's input.
    public let records: any EntryLog
    /// Trace blocks and snapshots: the input of replays.
    public let traces: any EntryLog
    /// Registers as of the last minutes.
    public let counters: any EntryLog

    public init(records: any EntryLog, traces: any EntryLog, counters: any EntryLog) {
        (self.records, self.traces, self.counters) = (records, traces, counters)
    }

    /// In memory: records up to a limit, thinned as on a board, and nothing else.
    ///
    /// - Parameters:
    ///   - limit: the most bytes of records.
    ///   - id: 16 bytes that tell the journal of records from every other; `nil`: at random.
    public static func inMemory(limit: Int, id: [UInt8]? = nil) -> Books {
        Books(
            records: MemoryJournal(limit: limit, thinning: .byHours, id: id), traces: MemoryJournal(limit: 0),
            counters: MemoryJournal(limit: 0))
    }
}
