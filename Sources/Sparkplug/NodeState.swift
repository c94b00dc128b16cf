/// What a host application believes about one edge node, by what it has heard from it.
struct NodeState {
    /// A message that edge nodes send, except their death.
    struct Incoming {
        let kind: Topic.Kind
        let id: NodeID
        let device: String?
        let payload: Payload
        let topic: String
        let receivedAt: UInt64
    }

    /// `nil` while the node was heard of, but its birth was not.
    private(set) var life: Life?
    var pace = RebirthPace()

    /// From the node's birth to its death.
    struct Life {
        let bdSeq: UInt64
        var sequence: SequenceCheck
        var table: MetricTable
        var devices: [String: MetricTable] = [:]
    }

    var hasGap: Bool { life?.sequence.gapSince != nil }

    /// About how many bytes its births take.
    private(set) var cost = 0

    /// About how many bytes a node takes that declared nothing.
    static func ownCost(_ id: NodeID) -> Int { 512 + id.group.utf8.count + id.node.utf8.count }

    /// Takes one message of the node.
    ///
    /// - Parameters:
    ///   - room: how much ``cost`` may grow.
    ///   - events: gets what it means.
    /// - Returns: whether the node must be asked for its births, to understand it or what follows.
    mutating func receive(_ message: Incoming, room: Int, _ events: inout [HostEvent]) -> Bool {
        guard let seq = message.payload.seq.flatMap({ UInt8(exactly: $0) }) else {
            events.append(.malformed(topic: message.topic, reason: "seq is missing or above 255"))
            return false
        }
        if message.kind == .birth, message.device == nil {
            bear(message, seq, room: room, &events)
            return false
        }
        guard let isInOrder = life?.sequence.take(seq, at: message.receivedAt) else { return true }
        let isUnderstood =
            switch (message.kind, message.device) {
            case (.birth, let device?): bear(device, message, room: room, &events)
            case (.death, let device?): bury(device, message, &events)
            default: deliver(message, afterGap: !isInOrder, &events)
            }
        return !isUnderstood || life?.sequence.hasGivenUp == true
    }

    /// Stops waiting for the numbers missing since `timeout` or longer.
    ///
    /// - Returns: whether it did.
    mutating func giveUpGap(openFor timeout: UInt64, at now: UInt64) -> Bool {
        guard let since = life?.sequence.gapSince else { return false }
        // A clock set back must not keep a gap open for as long.
        guard now < since || now - since >= timeout else { return false }
        life?.sequence.giveUp()
        return true
    }

    private mutating func bear(_ message: Incoming, _ seq: UInt8, room: Int, _ events: inout [HostEvent]) {
        let room = room + cost
        (life, cost) = (nil, 0)
        guard let bdSeq = message.payload.bdSeq else {
            events.append(.malformed(topic: message.topic, reason: "the birth has no whole-number bdSeq"))
            return
        }
        guard let (table, readings) = declare(message, room: room, &events) else { return }
        (life, cost) = (Life(bdSeq: bdSeq, sequence: SequenceCheck(after: seq), table: table), table.cost)
        events.append(.nodeBorn(message.id, bdSeq: bdSeq, readings: readings))
    }

    private mutating func bear(
        _ device: String, _ message: Incoming, room: Int, _ events: inout [HostEvent]
    ) -> Bool {
        let room = room + remove(device)
        guard let count = life?.devices.count, count < HostSession.Limit.devicesPerNode else {
            let limit = HostSession.Limit.devicesPerNode
            events.append(.malformed(topic: message.topic, reason: "the node has more than \(limit) devices"))
            return true
        }
        let ownCost = NodeState.ownCost(device)
        guard let (table, readings) = declare(message, room: room - ownCost, &events) else { return true }
        life?.devices[device] = table
        cost += ownCost + table.cost
        events.append(.deviceBorn(message.id, device: device, readings: readings))
        return true
    }

    private func declare(
        _ message: Incoming, room: Int, _ events: inout [HostEvent]
    ) -> (MetricTable, [Reading])? {
        var (readings, complaints): ([Reading], Complaints) = ([], Complaints())
        let table = MetricTable(
            message.payload, at: message.receivedAt, readings: &readings, complaints: &complaints)
        events += complaints.events(on: message.topic)
        guard table.cost <= room else {
            events.append(.malformed(topic: message.topic, reason: "all births together declare too much to hold"))
            return nil
        }
        return (table, readings)
    }

    private mutating func bury(_ device: String, _ message: Incoming, _ events: inout [HostEvent]) -> Bool {
        if remove(device) > 0 {
            let time = message.payload.timestamp ?? message.receivedAt
            events.append(.deviceDied(message.id, device: device, at: time))
        }
        return true
    }

    /// - Returns: the cost it frees; 0 when it was not born.
    private mutating func remove(_ device: String) -> Int {
        guard let table = life?.devices.removeValue(forKey: device) else { return 0 }
        let freed = NodeState.ownCost(device) + table.cost
        cost -= freed
        return freed
    }

    private func deliver(_ message: Incoming, afterGap: Bool, _ events: inout [HostEvent]) -> Bool {
        let table = if let device = message.device { life?.devices[device] } else { life?.table }
        guard let table else { return false }
        var readings: [Reading] = []
        readings.reserveCapacity(message.payload.metrics.count)
        let time = message.payload.timestamp ?? message.receivedAt
        var complaints = Complaints()
        for metric in message.payload.metrics {
            guard let entry = table.entry(for: metric) else { return false }
            if let reading = Reading(metric, as: entry, otherwise: time) {
                readings.append(reading)
            } else {
                complaints.add(metric: entry.name, "has a value that is no \(entry.datatype)")
            }
        }
        if !readings.isEmpty {
            events.append(
                .data(
                    HostEvent.Data(
                        node: message.id, device: message.device, readings: readings, afterGap: afterGap,
                        sentAt: message.payload.timestamp)))
        }
        events += complaints.events(on: message.topic)
        return true
    }

    /// About how many bytes a device takes that declared nothing.
    private static func ownCost(_ device: String) -> Int { 128 + device.utf8.count }
}

extension Payload {
    /// The number of the MQTT session, in births and deaths of nodes. Its datatype is not looked at: peers differ.
    var bdSeq: UInt64? { metrics.first { $0.name == Metric.birthDeathSequence }?.value?.magnitude }
}
