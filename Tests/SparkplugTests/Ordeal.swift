import Sparkplug

/// What must hold whatever a stranger sends. `scripts/fuzz` builds it too, and looks for bytes for which it does not.
enum Ordeal {
    /// - Returns: what does not hold; `nil`: all does.
    static func complaint(about bytes: [UInt8]) -> String? {
        payload(bytes) ?? topic(bytes) ?? state(bytes) ?? sessions(bytes)
    }

    private static func payload(_ bytes: [UInt8]) -> String? {
        guard let payload = try? Payload(decoding: bytes) else { return nil }
        let properties = payload.metrics.reduce(0) { $0 + $1.properties.count }
        guard payload.metrics.count <= Payload.Limit.metrics, properties <= Payload.Limit.properties,
            bytes.count <= Payload.Limit.bytes
        else { return "a limit is not kept" }
        guard payload.heldBytes <= bytes.count else { return "more is held than was sent" }
        let written = payload.encoded()
        guard let again = try? Payload(decoding: written) else { return "what we write is not what we read" }
        // Not the values: a number that is none is not equal to itself.
        return again.encoded() == written ? nil : "what was read and written is read as something else"
    }

    private static func topic(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let topic = Topic(text) else { return nil }
        return Topic(topic.description) == topic && topic.description == text ? nil : "a topic is another one"
    }

    private static func state(_ bytes: [UInt8]) -> String? {
        guard let state = HostState(decoding: bytes) else { return nil }
        return HostState(decoding: state.encoded()) == state ? nil : "a host's state is another one"
    }

    /// The same bytes as birth, data and command, in sessions that know the sender.
    private static func sessions(_ bytes: [UInt8]) -> String? {
        guard let group = try? Identifier("g"), let node = try? Identifier("n"), let device = try? Identifier("d")
        else {
            return "an id is refused"
        }
        var host = HostSession(host: device)
        _ = host.connecting(at: 0)
        _ = host.connected()
        for (at, topic) in ["NBIRTH/n", "DBIRTH/n/d", "NDATA/n", "DDATA/n/d", "NDEATH/n"].enumerated() {
            _ = host.received(topic: "spBv1.0/g/\(topic)", payload: bytes, retained: false, at: UInt64(at))
            _ = host.tick(at: UInt64(at) + 5_000)
        }
        var edge = EdgeSession(group: group, node: node)
        _ = edge.connecting(at: 0)
        _ = edge.connected(Births(metrics: [], devices: [Births.Device(device, [])]), at: 0)
        _ = edge.received(topic: "spBv1.0/g/NCMD/n", payload: bytes, retained: false)
        _ = edge.received(topic: "spBv1.0/g/DCMD/n/d", payload: bytes, retained: false)
        return nil
    }
}

extension Payload {
    /// Of all texts and runs of bytes in it.
    fileprivate var heldBytes: Int {
        metrics.reduce((uuid?.utf8.count ?? 0) + (body?.count ?? 0)) { sum, metric in
            metric.properties.reduce(sum + (metric.name?.utf8.count ?? 0) + (metric.value?.heldBytes ?? 0)) {
                $0 + $1.key.utf8.count + ($1.value?.heldBytes ?? 0)
            }
        }
    }
}

extension Value {
    fileprivate var heldBytes: Int {
        switch self {
        case .string(let text), .text(let text), .uuid(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        default: 0
        }
    }
}
