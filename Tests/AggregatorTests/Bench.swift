import Aggregator
import Exports
import Glibc
import Journal
import Ledger
import Logbook
import Quantities
import Records
import SQLite
import Sparkplug
import Telemetry

/// A board's folder, its exports and a ledger, without a broker.
final class Bench {
    let path = "/tmp/lightwell-import-\(UInt64.random(in: 0 ... .max))"
    let name = BoardName(group: "site", board: "board")
    var ledger: String { path + "/ledger.sqlite" }
    /// A second ledger, that gets all by the wire.
    var wire: String { path + "/wire.sqlite" }

    init() { mkdir(path, 0o700) }
    deinit { _ = system("rm -rf \(path)") }

    private var folders: [String: StateFolder] = [:]
    private var book: Ledger?

    /// Stays open: a process that another test starts at that moment would hold its lock a little longer.
    func folder(_ place: String = "board") throws -> StateFolder {
        let folder = try folders[place] ?? StateFolder(path + "/" + place, program: "test")
        folders[place] = folder
        return folder
    }

    /// The ledger that is imported into.
    func open() throws -> Ledger {
        let open = try book ?? Ledger(ledger, .writing(program: "test"))
        book = open
        return open
    }

    /// One zone's quarters, one record each.
    func write(quarters: Range<Int64>, energy: Int64 = 150, in place: String = "board") throws {
        let folder = try folder(place)
        for quarter in quarters {
            var totals = Totals()
            totals[.observedTime] = (quarter + 1) * 900_000
            totals[.lampEnergy] = (quarter + 1) * energy
            let start = World.start + .minutes(15 * quarter)
            let interval = Record.Interval(
                zone: "east", boot: 1, start: start, end: start + .minutes(15), totals: totals)
            try folder.records.append(Record.interval(interval).encoded())
        }
        try folder.records.sync()
    }

    func write(trace: [UInt8]) throws {
        let folder = try folder()
        try folder.traces.append(trace)
        try folder.traces.sync()
    }

    /// Makes `copy` of `board`, as of a card.
    func copyCard() { _ = system("cp -r \(path)/board \(path)/copy") }

    func export(
        of place: String = "board", from: UInt64 = 1, _ file: String = "stick", as name: BoardName? = nil,
        traces: Bool = false
    ) throws -> String {
        let export = try BoardExport(
            of: path + "/" + place, as: name ?? self.name, BoardExport.Selection(from: from, traces: traces),
            software: "test", at: World.start)
        _ = try export.write(to: path + "/" + file, replacing: true)
        return path + "/" + file
    }

    @discardableResult
    func settle(_ export: String) throws -> [Import.Outcome] {
        try Import(export).settle(in: try open())
    }

    /// Why it is not taken; `nil` when it was.
    func refusal(_ export: String) -> String? {
        do {
            try settle(export)
            return nil
        } catch {
            return "\(error)"
        }
    }

    var watermark: UInt64 {
        guard let ledger = try? Ledger(ledger, .reading), let id = try? folder().records.id else { return 0 }
        return ledger.watermark(of: id)
    }

    /// Puts the board's entries into the other ledger as they travel: as metrics, read back by the host.
    func deliver(through last: UInt64) throws {
        let folder = try folder()
        let ledger = try Ledger(wire, .writing(program: "test"))
        guard last > 0 else { return }
        for entry in try folder.records.read(from: 1, atMost: Int(last)) {
            let shipment = Shipment(
                journal: folder.records.id, first: entry.first, sequence: entry.sequence, bytes: entry.bytes)
            let readings = shipment.metrics(at: World.start).map { metric in
                Reading(
                    name: metric.name ?? "", datatype: metric.datatype ?? .unknown, value: metric.value,
                    timestamp: metric.timestamp ?? 0)
            }
            guard let arrived = Shipment(readings, device: shipment.device, journal: folder.records.id) else {
                continue
            }
            try ledger.commit { () throws(LedgerError) in
                _ = try ledger.take(arrived, site: name.group, board: name.board)
            }
        }
    }

    var contents: [String] { contents(of: ledger) }

    /// Every row of every table.
    func contents(of ledger: String) -> [String] {
        guard let connection = try? Connection(ledger, .readOnly) else { return [] }
        var rows: [String] = []
        for table in ["journal", "zone", "interval", "span", "boot", "change", "gap", "trace", "continuation"] {
            guard let statement = try? connection.statement("SELECT * FROM \(table)") else { continue }
            while (try? statement.step()) == true {
                rows.append(table + (0..<statement.columnCount).map { " \(statement.string($0) ?? "-")" }.joined())
            }
        }
        return rows
    }
}
