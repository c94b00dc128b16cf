public import ArgumentParser
internal import Boards
internal import JSON
internal import Journal
internal import Quantities
internal import Records

/// `lightwell-lab counters`: where the registers of a board stand, from its own journals.
public struct CountersCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "counters", abstract: "Print where the registers of a board's zones stand, as JSON.",
        discussion: """
            The journals are only read. What is printed is what lightwell-lab simulate --counters writes, energies in \
            kWh and times in seconds since the journal began, which lightwell-hub reconcile compares with a ledger; \
            and how many intervals there are, how many begin before the one before them ends, how many lie apart from it, \
            and in how many a register runs backwards.
            """)

    @Argument(help: "Site file of the board.") var site: String
    @Argument(help: "State folder of the board.") var state: String
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let site = try Site(reading: site, boards: boards)
        var records = try JournalReader(directory: state + "/records")
        var standing = Standing()
        while let entry = try records.next() { standing.take(entry, countsOrder: true) }
        var counters = try JournalReader(directory: state + "/counters")
        while let entry = try counters.next() { standing.take(entry, countsOrder: false) }
        guard let from = standing.from, let to = standing.to else { throw LabError("\(state) holds no interval yet") }
        let totals = site.zones.map { (zone: $0.id, totals: standing.last[$0.id]?.totals ?? Totals()) }
        let result = Result(
            group: site.group, board: site.id, journal: records.id, from: from, to: to, totals: totals)
        guard case .object(let members) = result.json else { return }
        let order: [(String, JSON)] = [
            ("intervals", .integer(standing.intervals)), ("overlapping", .integer(standing.overlapping)),
            ("apart", .integer(standing.apart)), ("backwards", .integer(standing.backwards)),
            ("lost_entries", .integer(Int64(clamping: standing.lost))),
        ]
        print(JSON.object(members + order).text)
    }
}

/// What the intervals of a journal come to.
private struct Standing {
    /// By zone: the one that saw most of it.
    var last: [String: Record.Interval] = [:]
    var from: Timestamp?
    var to: Timestamp?
    var intervals: Int64 = 0
    var overlapping: Int64 = 0
    var apart: Int64 = 0
    /// Registers that stood higher before.
    var backwards: Int64 = 0
    var lost: UInt64 = 0
    private var ends: [String: Timestamp] = [:]

    /// - Parameter countsOrder: whether the entry is of the records; what is remembered beside them overlaps.
    mutating func take(_ entry: Entry, countsOrder: Bool) {
        guard let bytes = entry.bytes else {
            lost += countsOrder ? entry.sequence - entry.first + 1 : 0
            return
        }
        guard case .interval(let interval)? = try? Record(decoding: bytes) else { return }
        let known = last[interval.zone]?.totals[.observedTime] ?? -1
        if known <= interval.totals[.observedTime] { last[interval.zone] = interval }
        guard countsOrder else { return }
        if interval.totals[.observedTime] < known { backwards += 1 }
        from = Swift.min(from ?? interval.start, interval.start)
        to = Swift.max(to ?? interval.end, interval.end)
        intervals += 1
        if let end = ends[interval.zone] {
            if interval.start < end { overlapping += 1 }
            if end < interval.start { apart += 1 }
        }
        ends[interval.zone] = interval.end
    }
}
