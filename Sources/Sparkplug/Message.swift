/// The delivery that MQTT is asked for. Sparkplug knows no third.
public enum QoS: UInt8, Hashable, Sendable { case atMostOnce = 0, atLeastOnce = 1 }

/// One MQTT publish or will, ready to be sent.
public struct Message: Hashable, Sendable {
    public let topic: String
    public let payload: [UInt8]
    public let qos: QoS
    public let retain: Bool

    public init(topic: String, payload: [UInt8], qos: QoS, retain: Bool) {
        (self.topic, self.payload, self.qos, self.retain) = (topic, payload, qos, retain)
    }

    init(_ topic: Topic, _ payload: Payload, qos: QoS = .atMostOnce) {
        self.init(topic: topic.description, payload: payload.encoded(), qos: qos, retain: false)
    }

    init(_ state: HostState, of host: Identifier) {
        self.init(
            topic: Topic.state(host: host.text).description, payload: state.encoded(), qos: .atLeastOnce, retain: true)
    }
}

/// One MQTT topic filter to subscribe to.
public struct Subscription: Hashable, Sendable {
    public let filter: String
    public let qos: QoS

    public init(_ filter: String, qos: QoS) { (self.filter, self.qos) = (filter, qos) }
}
