/// Decides what a host application believes about the edge nodes it hears, and what it says to them.
///
/// A value without clock or socket: the caller passes the time in (milliseconds since 1970, UTC),
/// publishes the messages that come back, and passes received ones in. They come from strangers:
/// nothing on the wire crashes it or makes it hold more than ``Limit`` allows.
///
/// Messages after a lost one are delivered all the same, marked ``HostEvent/Data/afterGap``: whoever needs
/// every record finds the loss by the records' own numbers, and all others want the newest value.
/// Messages are not held back to be put in order.
public struct HostSession: Sendable {
    /// What strangers may make a session hold.
    public enum Limit {
        public static let nodes = 10_000
        public static let devicesPerNode = 1_000
        /// Estimated bytes of all that births declared, over all nodes.
        public static let tableBytes = 256 * 1_024 * 1_024
    }

    private enum Phase { case offline, connecting, online }

    public let host: Identifier
    /// How long a gap in a node's sequence may stay open before its births are asked for. Milliseconds.
    public let reorderTimeout: UInt64
    /// Whether commands state datatypes. The specification advises against it, but some edge nodes
    /// cannot read a command without.
    public let statesDatatypes: Bool

    private let tableBytes: Int
    private var phase = Phase.offline
    private var willTimestamp: UInt64 = 0
    private var nodes: [NodeID: NodeState] = [:]
    private var tableCost = 0
    /// Nodes with an open gap.
    private var gaps: Set<NodeID> = []

    public init(host: Identifier, reorderTimeout: UInt64 = 2_000, statesDatatypes: Bool = false) {
        self.init(
            host: host, reorderTimeout: reorderTimeout, statesDatatypes: statesDatatypes, tableBytes: Limit.tableBytes)
    }

    init(host: Identifier, reorderTimeout: UInt64, statesDatatypes: Bool, tableBytes: Int) {
        (self.host, self.reorderTimeout) = (host, reorderTimeout)
        (self.statesDatatypes, self.tableBytes) = (statesDatatypes, tableBytes)
    }

    /// The will for a CONNECT about to be sent. Forgets all nodes: what they said meanwhile is unknown, so
    /// each is asked for its births when it is next heard.
    public mutating func connecting(at now: UInt64) -> Message {
        nodes.removeAll()
        gaps.removeAll()
        tableCost = 0
        (phase, willTimestamp) = (.connecting, now)
        return Message(HostState(online: false, timestamp: now), of: host)
    }

    /// To be granted before ``connected()``: the own STATE by its exact topic, since some brokers keep
    /// retained messages from wildcards, and what edge nodes send, by kind. No two filters overlap, and
    /// neither commands nor other hosts' STATE come back.
    public var subscriptions: [Subscription] {
        let kinds: [Topic.Kind] = [.birth, .data, .death]
        let filters =
            [Topic.state(host: host.text).description]
            + kinds.map { "\(Topic.namespace)/+/N\($0.rawValue)/+" }
            + kinds.map { "\(Topic.namespace)/+/D\($0.rawValue)/+/+" }
        return filters.map { Subscription($0, qos: .atLeastOnce) }
    }

    /// The birth of this host, stamped like the will of ``connecting(at:)``.
    public mutating func connected() -> Message {
        phase = .online
        return birth
    }

    /// The death to publish before leaving on purpose.
    public mutating func disconnecting(at now: UInt64) -> Message {
        phase = .offline
        return Message(HostState(online: false, timestamp: now), of: host)
    }

    /// What a received message means. Commands and other hosts' STATE mean nothing here.
    public mutating func received(
        topic text: String, payload bytes: [UInt8], retained: Bool, at now: UInt64
    ) -> [HostEvent] {
        switch Topic(text) {
        case nil: return [.malformed(topic: text, reason: "not a Sparkplug B 3.0 topic")]
        case .state(let name): return name == host.text ? ownState(bytes, on: text) : []
        case .node(.command, _), .device(.command, _, _): return []
        case .node(let kind, let id): return received(kind, id, nil, bytes, retained, at: now, on: text)
        case .device(let kind, let id, let device):
            return received(kind, id, device, bytes, retained, at: now, on: text)
        }
    }

    /// Call ``tick(at:)`` no later than this; `nil` while no gap is open.
    public var deadline: UInt64? {
        gaps.lazy.compactMap { nodes[$0]?.life?.sequence.gapSince }.min().map { $0 &+ reorderTimeout }
    }

    /// Asks nodes whose gap stayed open too long for their births.
    public mutating func tick(at now: UInt64) -> [HostEvent] {
        var events: [HostEvent] = []
        for id in gaps {
            guard let place = nodes.index(forKey: id) else { continue }
            guard nodes.values[place].giveUpGap(openFor: reorderTimeout, at: now) else { continue }
            gaps.remove(id)
            events += askRebirth(place, at: now)
        }
        return events
    }

    /// A command to a node, or to a device of it, by the IDs its births came with.
    ///
    /// A metric that the birth gave an alias travels by that, as the specification asks.
    public func command(_ node: NodeID, device: String? = nil, _ metrics: [Metric], at now: UInt64) -> Message {
        let life = nodes[node]?.life
        let table = if let device { life?.devices[device] } else { life?.table }
        var metrics = metrics
        for i in metrics.indices {
            if !statesDatatypes { metrics[i].datatype = nil }
            guard let name = metrics[i].name, name != Metric.rebirth else { continue }
            guard let alias = table?.entry(named: name)?.alias else { continue }
            (metrics[i].name, metrics[i].alias) = (nil, alias)
        }
        let topic = if let device { Topic.device(.command, node, device: device) } else { Topic.node(.command, node) }
        return Message(topic, Payload(timestamp: now, metrics: metrics))
    }

    /// The command that asks a node for all its births.
    public func rebirth(_ node: NodeID, at now: UInt64) -> Message {
        command(node, [Metric(Metric.rebirth, .boolean(true), at: now)], at: now)
    }

    private var birth: Message { Message(HostState(online: true, timestamp: willTimestamp), of: host) }

    /// Contradicts a STATE that says this host is offline, such as its own late will.
    private func ownState(_ bytes: [UInt8], on topic: String) -> [HostEvent] {
        guard let state = HostState(decoding: bytes) else {
            return [.malformed(topic: topic, reason: "not a STATE object with online and timestamp")]
        }
        return phase == .online && !state.online ? [.send(birth)] : []
    }

    private mutating func received(
        _ kind: Topic.Kind, _ id: NodeID, _ device: String?, _ bytes: [UInt8], _ retained: Bool, at now: UInt64,
        on topic: String
    ) -> [HostEvent] {
        guard !retained else {
            return [.malformed(topic: topic, reason: "retained, so old: edge nodes must not retain")]
        }
        let payload: Payload
        do { payload = try Payload(decoding: bytes) } catch {
            return [.malformed(topic: topic, reason: error.description)]
        }
        if kind == .death, device == nil { return died(id, payload, at: now, on: topic) }
        guard let place = place(of: id) else {
            return [.malformed(topic: topic, reason: "there are more nodes than this host can hold")]
        }
        var events: [HostEvent] = []
        let message = NodeState.Incoming(
            kind: kind, id: id, device: device, payload: payload, topic: topic, receivedAt: now)
        let (hadGap, costBefore) = (nodes.values[place].hasGap, nodes.values[place].cost)
        let needsBirths = nodes.values[place].receive(message, room: tableBytes - tableCost, &events)
        tableCost += nodes.values[place].cost - costBefore
        switch (hadGap, nodes.values[place].hasGap) {
        case (false, true): gaps.insert(id)
        case (true, false): gaps.remove(id)
        default: break
        }
        if needsBirths { events += askRebirth(place, at: now) }
        return events
    }

    private mutating func died(
        _ id: NodeID, _ payload: Payload, at now: UInt64, on topic: String
    ) -> [HostEvent] {
        guard let bdSeq = payload.bdSeq else {
            return [.malformed(topic: topic, reason: "the death has no whole-number bdSeq")]
        }
        // A will of an earlier session may come after the birth of the next one.
        guard let state = nodes[id], state.life == nil || state.life?.bdSeq == bdSeq else { return [] }
        nodes[id] = nil
        gaps.remove(id)
        tableCost -= NodeState.ownCost(id) + state.cost
        return state.life == nil ? [] : [.nodeDied(id, at: now)]
    }

    private mutating func place(of id: NodeID) -> Dictionary<NodeID, NodeState>.Index? {
        if let place = nodes.index(forKey: id) { return place }
        let ownCost = NodeState.ownCost(id)
        guard nodes.count < Limit.nodes, tableCost + ownCost <= tableBytes else { return nil }
        nodes[id] = NodeState()
        tableCost += ownCost
        return nodes.index(forKey: id)
    }

    /// Before its own birth a host says nothing; the node's next message asks again.
    private mutating func askRebirth(
        _ place: Dictionary<NodeID, NodeState>.Index, at now: UInt64
    ) -> [HostEvent] {
        guard phase == .online, nodes.values[place].pace.ask(at: now, timeout: reorderTimeout) else { return [] }
        return [.send(rebirth(nodes.keys[place], at: now))]
    }
}
