import Addresses
import Aggregator
import Control
import Exports
import Glibc
import Journal
import Ledger
import Logbook
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Sparkplug
import Telemetry
import Uplink

/// One board and one hub at a broker of their own, on this machine, in a folder of their own.
final class World {
    let broker: PrivateBroker
    let folder: StateFolder
    let handover: Handover
    let path: String
    let name = BoardName(group: "site", board: "board")
    private let hearing = Hearing()
    private var hub: (stop: Stop, worker: Worker)?
    private var board: (stop: Stop, worker: Worker)?

    init() throws {
        broker = try PrivateBroker()
        var template = Array("/tmp/lightwell-path-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw PrivateBroker.Failure(what: "no folder in /tmp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        folder = try StateFolder(path + "/board", program: "test")
        handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "simulated", journal: folder.records.id),
                zones: ["east", "west"].map { id in
                    BoardState.ZoneState(
                        id: id, use: "open-office", area: SquareMetres(100), load: Watts(600),
                        settings: Zone.Settings(steps: 1), changed: Timestamp(milliseconds: 1_782_777_600_000))
                }))
    }

    deinit {
        stopBoard()
        stopHub()
        _ = system("rm -rf \(path)")
    }

    var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }

    /// What the hub has said.
    var sentences: [String] { hearing.sentences }

    /// Starts the board with its own folder, or with that of its successor.
    func startBoard(_ successor: StateFolder? = nil, waitsForHost: Bool = false) throws {
        let folder = successor ?? folder
        handover.update { $0.description.journal = folder.records.id }
        let uplink = try Uplink(
            Uplink.Identity(
                group: Identifier("site"), node: Identifier("board"), host: "hub", waitsForHost: waitsForHost),
            to: address,
            journals: [folder.records], counter: SessionCounter(path + "/session"), handover: handover, log: quiet)
        let stop = Stop()
        board = (stop, Worker { uplink.run(until: stop) })
    }

    func stopBoard() {
        board?.stop.request()
        board?.worker.join()
        board = nil
    }

    func startHub(_ registration: Registration? = nil, _ retention: Retention? = nil) throws {
        let aggregator = try Aggregator(
            Identifier("hub"), at: address, ledger: Ledger(ledger, .writing(program: "test")),
            registration: registration, retention: retention, log: hearing.log)
        let stop = Stop()
        hub = (stop, Worker { try? aggregator.run(until: stop) })
    }

    func stopHub() {
        hub?.stop.request()
        hub?.worker.join()
        hub = nil
    }

    var ledger: String { path + "/ledger.sqlite" }

    /// Quarter-hours of two zones, journaled and durable. Every quarter-hour adds 150 Wh to each zone.
    ///
    /// - Parameters:
    ///   - successor: the folder they go to; `nil`: the board's own.
    ///   - ahead: how many quarter-hours nobody counted before.
    func journal(quarters: Range<Int64>, in successor: StateFolder? = nil, ahead: Int64 = 0) throws {
        let folder = successor ?? folder
        for quarter in quarters {
            for zone in ["east", "west"] {
                var totals = Totals()
                totals[.observedTime] = (quarter - ahead + 1) * 900_000
                totals[.lampEnergy] = (quarter - ahead + 1) * 150_000
                let start = Self.start + .minutes(15 * quarter)
                try folder.records.append(
                    Record.interval(
                        Record.Interval(zone: zone, boot: 1, start: start, end: start + .minutes(15), totals: totals)
                    ).encoded())
            }
        }
        try folder.records.sync()
        handover.toUplink.ring()
    }

    static let start = Timestamp(milliseconds: 1_782_777_600_000)

    /// Waits until something is so; a minute at most.
    func wait(until isSo: () throws -> Bool) throws {
        for _ in 0..<3_000 {
            if try isSo() { return }
            Loop.wait(for: [], atMost: .milliseconds(20))
        }
        throw PrivateBroker.Failure(what: "it did not come to be in a minute")
    }

    func isDelivered() -> Bool { folder.records.acknowledged == folder.records.durable }

    /// Writes the board's records into a file, as it stands.
    func export() throws -> String {
        let export = try BoardExport(of: folder.path, as: name, software: "test", at: Self.start)
        _ = try export.write(to: path + "/stick", replacing: true)
        return path + "/stick"
    }

    @discardableResult
    func `import`(_ export: String) throws -> [Import.Outcome] {
        try Import(export).settle(in: try Ledger(ledger, .writing(program: "test")))
    }

    private var quiet: Logger {
        var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        log.logLevel = .critical
        return log
    }
}
