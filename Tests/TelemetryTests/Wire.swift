import Control
import Quantities
import Records
import Settings
import Sparkplug
import Telemetry
import Testing

/// A board and a hub that hear each other: births are out.
struct Wire {
    var board: EdgeSession
    var hub: HostSession
    /// What the board's births said, by device; the node's own under "".
    private(set) var born: [String: [Reading]] = [:]
    let node: NodeID

    init(_ state: BoardState = .home) throws {
        let (group, id) = (try Identifier("home"), try Identifier("board"))
        board = EdgeSession(group: group, node: id)
        hub = HostSession(host: try Identifier("lightwell"))
        node = NodeID(group: group, node: id)
        _ = hub.connecting(at: 1)
        _ = hub.connected()
        _ = board.connecting(at: 1)
        for message in board.connected(try Births(state), at: Timestamp.noon.wire) {
            for event in hears(message) {
                switch event {
                case .nodeBorn(_, _, let readings): born[""] = readings
                case .deviceBorn(_, let device, let readings): born[device] = readings
                default: Issue.record("\(event)")
                }
            }
        }
    }

    /// What the hub reads when the board says this.
    mutating func carries(_ metrics: [Metric], of device: String?, at now: Timestamp) throws -> HostEvent.Data {
        let owner = try device.map { try Identifier($0) }
        let message = board.data(owner, metrics, at: now.wire)
        let events = try hears(#require(message))
        guard events.count == 1, case .data(let data)? = events.first else {
            throw Unexpected(description: "\(events)")
        }
        return data
    }

    /// What arrives of a shipment, as the hub tells entries apart.
    mutating func carries(_ shipment: Shipment, at now: Timestamp) throws -> Shipment? {
        let data = try carries(shipment.metrics(at: now), of: shipment.device, at: now)
        return try arrived(data)
    }

    func arrived(_ data: HostEvent.Data) throws -> Shipment? {
        let journal = try #require(BoardState.journal(in: born[""] ?? []))
        return Shipment(data.readings, device: data.device, journal: journal)
    }

    /// What the board reads when the hub, or anybody, writes this.
    mutating func commands(_ metrics: [Metric], to device: String?, at now: Timestamp) -> [EdgeCommand] {
        let message = hub.command(node, device: device, metrics, at: now.wire)
        return board.received(topic: message.topic, payload: message.payload, retained: false)
    }

    private mutating func hears(_ message: Message) -> [HostEvent] {
        hub.received(topic: message.topic, payload: message.payload, retained: false, at: Timestamp.noon.wire)
    }

    struct Unexpected: Error, CustomStringConvertible { let description: String }
}

extension BoardState {
    static var home: BoardState {
        BoardState(
            Description(software: "lightwell 0.1", model: "simulated", journal: "records-1"),
            zones: ["office", "hall"].map { id in
                ZoneState(
                    id: id, use: "open-office", area: SquareMetres(120), load: Watts(600),
                    settings: Zone.Settings(steps: 2), changed: .noon)
            })
    }
}

extension Timestamp {
    /// 2026-06-30T12:00:00Z.
    static let noon = Timestamp(milliseconds: 1_782_820_800_000)
}

extension Shipment {
    static func interval(_ totals: Totals, sequence: UInt64 = 7, end: Timestamp = .noon) -> Shipment {
        let interval = Record.Interval(
            zone: "office", boot: 3, start: end - .minutes(15), end: end, totals: totals)
        return Shipment(
            journal: "records-1", first: sequence, sequence: sequence, content: .record(.interval(interval)))
    }
}
