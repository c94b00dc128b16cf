public import Journal
internal import Quantities
internal import Records

/// A board's memory on disk: what the ledger is owed, what was seen and done, and
/// settings changed from afar.
///
/// Two journals, so that traces of people's motion can stay on the board, or give
/// way when room is short, without leaving a hole in the records of energy.
public struct StateFolder: Sendable {
    public let path: String
    /// Intervals, boots and changes of settings: the ledger's input.
    public let records: Journal
    /// Trace blocks and snapshots: the input of replays.
    public let traces: Journal
    /// Registers as of the last minutes, so that a power cut costs no more than that. Never delivered.
    public let counters: Journal
    public let settings: SettingsFile
    public let site: SiteCopy
    /// In place of which folder this one is; `nil`: it is itself.
    public internal(set) var standIn: StandIn?

    /// The most bytes that each journal may take.
    public struct Limits: Sendable {
        public var records: Int
        public var traces: Int

        /// Records of ten zones for about thirty years; traces for months.
        public static let standard = Limits(records: 256 << 20, traces: 256 << 20)

        public init(records: Int, traces: Int) { (self.records, self.traces) = (records, traces) }
    }

    /// Its name, without the slashes that may end it.
    static func path(_ name: String) -> String {
        let end = name.lastIndex { $0 != "/" }
        return end.map { String(name[...$0]) } ?? name
    }

    /// Opens the folder, making it if need be, and locks it.
    ///
    /// - Throws: ``JournalError``, a sentence, when it is in use, cannot be written or is damaged.
    public init(_ path: String, program: String, limits: Limits = .standard) throws(JournalError) {
        self.path = path
        records = try Journal(
            directory: path + "/records", limit: limits.records, program: program, thinning: .byHours)
        traces = try Journal(directory: path + "/traces", limit: limits.traces, program: program)
        counters = try Journal(directory: path + "/counters", limit: 1 << 20, program: program)
        settings = SettingsFile(path + "/settings")
        site = Self.siteCopy(in: path)
    }

    /// What a logbook writes into.
    public var books: Books { Books(records: records, traces: traces, counters: counters) }

    /// Where the last good site file of a state folder is, whether or not that can be opened.
    public static func siteCopy(in path: String) -> SiteCopy { SiteCopy(path + "/last-good.yaml") }
}

extension Thinning {
    /// Intervals give way to hours, hours to days. Registers are cumulative: detail is lost, energy is not.
    static let byHours = Thinning(levels: 2) { level, _, bytes in
        let (start, end): (Timestamp, Timestamp)
        switch try? Record(decoding: bytes) {
        case .interval(let interval)?: (start, end) = (interval.start, interval.end)
        case .metering(let metering)?: (start, end) = (metering.start, metering.end)
        default: return true
        }
        // Where registers were taken over from another board, they must not seem to have run.
        if start == end { return true }
        return end.milliseconds % (level == 0 ? 3_600_000 : 86_400_000) == 0
    }
}
