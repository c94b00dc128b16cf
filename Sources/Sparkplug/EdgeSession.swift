/// Decides what an edge node says, from CONNECT to DISCONNECT, so that every Sparkplug B 3.0 host can follow.
///
/// A value without clock or socket: the caller passes the time in (milliseconds since 1970, UTC),
/// publishes the messages that come back, in order, and passes received ones in. It owns the
/// sequence number, the number of the MQTT session (`bdSeq`), and which devices are born.
public struct EdgeSession: Sendable {
    private enum Phase { case offline, connecting, waitingForHost, born }

    public let group: Identifier
    public let node: Identifier
    /// When set, nothing is born until this host application says that it is online.
    public let primaryHost: Identifier?
    /// The `bdSeq` of the next CONNECT. Store it before connecting, so that it goes on after a restart.
    public private(set) var nextBdSeq: UInt8
    /// Devices that may send data now.
    public private(set) var bornDevices: Set<Identifier> = []

    private var phase = Phase.offline
    /// Whether a broker has answered the CONNECT of this session.
    private var isAnswered = false
    private var bdSeq: UInt8 = 0
    private var seq: UInt8 = 0
    /// The newest STATE of the primary host in this connection; the first counts as newest.
    private var hostState: HostState?

    public init(group: Identifier, node: Identifier, nextBdSeq: UInt8 = 0, primaryHost: Identifier? = nil) {
        (self.group, self.node, self.nextBdSeq, self.primaryHost) = (group, node, nextBdSeq, primaryHost)
    }

    /// Whether births are out and data may follow.
    public var isBorn: Bool { phase == .born }

    /// The will for a CONNECT about to be sent: this node's death. Ask once for each CONNECT.
    public mutating func connecting(at now: UInt64) -> Message {
        bdSeq = nextBdSeq
        nextBdSeq &+= 1
        forget()
        (phase, isAnswered) = (.connecting, false)
        return death(at: now)
    }

    /// The broker has answered the CONNECT, with yes or no: its number is used up.
    ///
    /// One that nobody answered most likely reached no broker, so the next CONNECT has its number again, and hosts see
    /// no jump. Should a broker have seen it after all, it says that will before it answers the next CONNECT of the same
    /// client, and so before the births that follow: no host takes the one for the other.
    public mutating func answered() { isAnswered = true }

    /// To be granted before ``connected(_:at:)``.
    public var subscriptions: [Subscription] {
        var wanted = [
            Subscription(Topic.node(.command, id).description, qos: .atLeastOnce),
            Subscription(Topic.device(.command, id, device: "+").description, qos: .atLeastOnce),
        ]
        if let primaryHost {
            wanted.append(Subscription(Topic.state(host: primaryHost.text).description, qos: .atLeastOnce))
        }
        return wanted
    }

    /// The births. Empty while the primary host is not known to be online; ``EdgeCommand/rebirth``
    /// follows when it is.
    public mutating func connected(_ births: Births, at now: UInt64) -> [Message] {
        guard phase != .offline else { return [] }
        isAnswered = true
        guard primaryHost == nil || hostState?.online == true else {
            phase = .waitingForHost
            return []
        }
        phase = .born
        return publish(births, at: now)
    }

    /// The births again, with the same `bdSeq`. Empty unless connected and not waiting.
    public mutating func rebirth(_ births: Births, at now: UInt64) -> [Message] {
        guard phase == .born || (phase == .waitingForHost && hostState?.online == true) else { return [] }
        phase = .born
        return publish(births, at: now)
    }

    /// Changed metrics of the node, or of a device. Their datatypes are left out, as the birth declared
    /// them; those without a timestamp get `now`.
    ///
    /// - Returns: `nil`, using no sequence number, when there are no metrics or nothing was born to own them.
    public mutating func data(_ device: Identifier?, _ metrics: [Metric], at now: UInt64) -> Message? {
        guard phase == .born, !metrics.isEmpty else { return nil }
        if let device, !bornDevices.contains(device) { return nil }
        var metrics = metrics
        for i in metrics.indices {
            metrics[i].datatype = nil
            if metrics[i].timestamp == nil { metrics[i].timestamp = now }
        }
        return message(.data, device, metrics, at: now)
    }

    /// The birth of a device that came, came back, or changed its metrics; `nil` before the node's own.
    public mutating func deviceBorn(_ device: Births.Device, at now: UInt64) -> Message? {
        guard phase == .born else { return nil }
        bornDevices.insert(device.id)
        return message(.birth, device.id, declared(device.metrics, at: now), at: now)
    }

    /// The death of a device; `nil` when it is not born.
    public mutating func deviceDied(_ device: Identifier, at now: UInt64) -> Message? {
        guard phase == .born, bornDevices.remove(device) != nil else { return nil }
        return message(.death, device, [], at: now)
    }

    /// What a received message asks for. Retained commands are refused: they are old.
    public mutating func received(topic text: String, payload: [UInt8], retained: Bool) -> [EdgeCommand] {
        switch Topic(text) {
        case .state(let host) where host == primaryHost?.text:
            return primaryHostSaid(payload, on: text)
        case .node(.command, let target) where target == id:
            return commands(nil, payload, retained, on: text)
        case .device(.command, let target, let name) where target == id:
            guard let device = try? Identifier(name), bornDevices.contains(device) else {
                return [.refused(topic: text, reason: "no device “\(name)” is born here")]
            }
            return commands(device, payload, retained, on: text)
        default: return []
        }
    }

    /// The death to publish before leaving on purpose; `nil` when not connected.
    ///
    /// At QoS 1 like the will, from which an observer cannot tell it.
    public mutating func disconnecting(at now: UInt64) -> Message? {
        guard phase != .offline else { return nil }
        defer { disconnected() }
        return death(at: now)
    }

    /// The connection is gone, for whatever reason. The broker sends the will.
    public mutating func disconnected() {
        if phase == .connecting, !isAnswered { nextBdSeq = bdSeq }
        forget()
        phase = .offline
    }

    private var id: NodeID { NodeID(group: group, node: node) }

    private mutating func forget() {
        bornDevices.removeAll()
        hostState = nil
    }

    private func death(at now: UInt64) -> Message {
        let payload = Payload(timestamp: now, metrics: [session(at: now)])
        return Message(.node(.death, id), payload, qos: .atLeastOnce)
    }

    private func session(at now: UInt64) -> Metric {
        Metric(Metric.birthDeathSequence, .int64(Int64(bdSeq)), at: now)
    }

    private mutating func publish(_ births: Births, at now: UInt64) -> [Message] {
        bornDevices.removeAll()
        seq = 0
        let own = [session(at: now), Metric(Metric.rebirth, .boolean(false), at: now)]
        var messages = [message(.birth, nil, own + declared(births.metrics, at: now), at: now)]
        for device in births.devices {
            bornDevices.insert(device.id)
            messages.append(message(.birth, device.id, declared(device.metrics, at: now), at: now))
        }
        return messages
    }

    private func declared(_ metrics: [Metric], at now: UInt64) -> [Metric] {
        var metrics = metrics
        for i in metrics.indices {
            if metrics[i].datatype == nil { metrics[i].datatype = metrics[i].value?.datatype }
            if metrics[i].timestamp == nil { metrics[i].timestamp = now }
        }
        return metrics
    }

    private mutating func message(
        _ kind: Topic.Kind, _ device: Identifier?, _ metrics: [Metric], at now: UInt64
    ) -> Message {
        defer { seq &+= 1 }
        let topic = device.map { Topic.device(kind, id, device: $0.text) } ?? .node(kind, id)
        return Message(topic, Payload(timestamp: now, metrics: metrics, seq: UInt64(seq)))
    }

    private func commands(
        _ device: Identifier?, _ bytes: [UInt8], _ retained: Bool, on topic: String
    ) -> [EdgeCommand] {
        guard !retained else {
            return [.refused(topic: topic, reason: "a retained command is old; publish commands unretained")]
        }
        let payload: Payload
        do { payload = try Payload(decoding: bytes) } catch {
            return [.refused(topic: topic, reason: error.description)]
        }
        let isRebirth = { (metric: Metric) in device == nil && metric.name == Metric.rebirth }
        var commands: [EdgeCommand] = []
        let writes = payload.metrics.filter { !isRebirth($0) }
        if !writes.isEmpty { commands.append(.write(device: device, metrics: writes, sentAt: payload.timestamp)) }
        if payload.metrics.contains(where: { isRebirth($0) && $0.value == .boolean(true) }) {
            commands.append(.rebirth)
        }
        return commands
    }

    private mutating func primaryHostSaid(_ bytes: [UInt8], on topic: String) -> [EdgeCommand] {
        guard let state = HostState(decoding: bytes) else {
            return [.refused(topic: topic, reason: "not a STATE object with online and timestamp")]
        }
        guard phase != .offline else { return [] }
        if let hostState, state.timestamp < hostState.timestamp { return [] }
        let changed = hostState?.online != state.online
        hostState = state
        guard changed else { return [] }
        let said = EdgeCommand.hostState(online: state.online, timestamp: state.timestamp)
        return state.online && phase == .waitingForHost ? [said, .rebirth] : [said]
    }
}
