internal import Addresses
internal import CMosquitto
internal import Glibc

/// One MQTT 3.1.1 client session over libmosquitto, driven by its owner's loop.
///
/// Not thread-safe and without threads of its own: one thread owns it, polls
/// ``descriptor`` and calls ``service()``. So callbacks run on that thread, and the
/// session's state machine needs no locks.
public final class Connection {
    public enum Event: Equatable, Sendable {
        case connected
        /// The broker said no, in its words, to the session or to a subscription.
        case refused(String)
        case disconnected(String)
        /// The broker granted one subscription.
        case subscribed
        case message(topic: String, payload: [UInt8], isRetained: Bool)
    }

    /// Bytes of the largest message that is taken. MQTT 3.1.1 has no way to tell the broker, so a larger one still arrives
    /// at the library; it goes no further.
    public static let most = 4 << 20

    public let broker: Broker
    let client: OpaquePointer
    private var events: [Event] = []
    private var isUp = false
    /// What the library complained about first in this session, such as a certificate.
    private var complaint: String?
    private var remark: String?
    /// Published at QoS 1, and not yet confirmed by the broker.
    private var unconfirmed: Set<Int32> = []

    /// - Parameters:
    ///   - clientID: Unique at the broker: a second client of the same name pushes the first one out.
    /// - Throws: ``MQTTError`` when a certificate, key or password cannot be read, or is open to everybody.
    public init(to broker: Broker, clientID: String, keepAlive seconds: Int32 = 30) throws(MQTTError) {
        _ = library
        guard let client = mosquitto_new(clientID, true, nil) else {
            throw MQTTError("no MQTT client \"\(clientID)\": \(text(errno: errno))")
        }
        (self.broker, self.client, self.keepAlive) = (broker, client, seconds)
        mosquitto_user_data_set(client, Unmanaged.passUnretained(self).toOpaque())
        mosquitto_connect_callback_set(client, onConnect)
        mosquitto_disconnect_callback_set(client, onDisconnect)
        mosquitto_message_callback_set(client, onMessage)
        mosquitto_subscribe_callback_set(client, onSubscribe)
        mosquitto_log_callback_set(client, onLog)
        mosquitto_publish_callback_set(client, onPublish)
        mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1)
        // Message delivery is the owner's work: nothing is queued here for a later session.
        mosquitto_max_inflight_messages_set(client, 0)
        if let file = broker.credentials { try authenticate(from: file) }
        if broker.address.isEncrypted { try secure() }
    }

    deinit { mosquitto_destroy(client) }

    /// What the broker publishes if this session ends without a word. Holds from the next ``connect()`` on.
    public func setWill(topic: String, payload: [UInt8], qos: Int32, isRetained: Bool) throws(MQTTError) {
        try check(
            mosquitto_will_set(client, topic, Int32(payload.count), payload, qos, isRetained), "set the will")
    }

    /// Opens the connection and sends CONNECT; ``Event/connected`` or ``Event/refused(_:)`` follows.
    public func connect() throws(MQTTError) {
        (isUp, complaint) = (true, nil)
        let code = mosquitto_connect(client, broker.address.host, Int32(broker.address.port), keepAlive)
        guard code == MOSQ_ERR_SUCCESS.rawValue else {
            isUp = false
            throw MQTTError("cannot reach \(broker): \(reason(code, errno))")
        }
    }

    /// To be polled for reading, and for writing while ``wantsToWrite``; `nil` without a connection.
    public var descriptor: Int32? {
        let descriptor = mosquitto_socket(client)
        return descriptor < 0 ? nil : descriptor
    }

    public var wantsToWrite: Bool { mosquitto_want_write(client) }

    /// Reads and writes what can be without waiting, and keeps the session alive.
    ///
    /// - Returns: What happened since the last call, in order.
    public func service() -> [Event] {
        if isUp { pump() }
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    /// What is to be said of messages that were dropped since the last call, as a sentence; `nil`: none was.
    public func takeRemark() -> String? {
        defer { remark = nil }
        return remark
    }

    /// Hands a message to the broker.
    ///
    /// At QoS 0 success says only that the message left; the owner's protocol acknowledges.
    ///
    /// - Throws: ``MQTTError``; without a connection always, for the library would keep it for another session.
    public func publish(topic: String, payload: [UInt8], qos: Int32 = 0, isRetained: Bool = false) throws(MQTTError) {
        guard isUp, descriptor != nil else { throw MQTTError("cannot publish \(topic) at \(broker): not connected") }
        var message: Int32 = 0
        try check(
            mosquitto_publish(client, &message, topic, Int32(payload.count), payload, qos, isRetained),
            "publish \(topic)")
        if qos > 0 { unconfirmed.insert(message) }
    }

    public func subscribe(to filter: String, qos: Int32) throws(MQTTError) {
        try check(mosquitto_subscribe(client, nil, filter, qos), "subscribe to \(filter)")
    }

    /// Leaves in good order: no will is published, and no event follows.
    ///
    /// Waits for what was published at QoS 1 to be confirmed, half a second at most: the library would say it again in the
    /// next session.
    public func disconnect() {
        guard isUp else { return }
        var patience = 50
        while isUp, !unconfirmed.isEmpty, patience > 0, descriptor != nil {
            patience -= 1
            guard mosquitto_loop(client, 10, 1) == MOSQ_ERR_SUCCESS.rawValue else { break }
        }
        unconfirmed.removeAll()
        events.removeAll()
        isUp = false
        mosquitto_disconnect(client)
        for _ in 0..<50 where wantsToWrite { mosquitto_loop_write(client, 1) }
    }

    /// Ends without a word, as when the network is gone: the broker publishes the will, and no event follows.
    public func sever() {
        guard isUp else { return }
        isUp = false
        let descriptor = mosquitto_socket(client)
        if descriptor >= 0 { shutdown(descriptor, Int32(SHUT_RDWR)) }
        // The library looks, and closes its end.
        mosquitto_loop_read(client, 1)
        unconfirmed.removeAll()
        events.removeAll()
    }

    private let keepAlive: Int32

    private func pump() {
        var code = MOSQ_ERR_SUCCESS.rawValue
        repeat {
            errno = 0
            code = mosquitto_loop_read(client, 1)
        } while code == MOSQ_ERR_SUCCESS.rawValue && errno != EAGAIN && errno != EWOULDBLOCK && isUp
            && events.count < Self.batch
        if code == MOSQ_ERR_SUCCESS.rawValue, wantsToWrite { code = mosquitto_loop_write(client, 1) }
        if code == MOSQ_ERR_SUCCESS.rawValue { code = mosquitto_loop_misc(client) }
        guard code != MOSQ_ERR_SUCCESS.rawValue, isUp else { return }
        drop(reason(code))
    }

    /// Messages handed over at once at most, so that their owner gets to its other work.
    private static let batch = 512

    private func drop(_ reason: String) {
        isUp = false
        if events.last.map({ if case .refused = $0 { true } else { false } }) ?? false { return }
        events.append(.disconnected(reason))
    }

    fileprivate func connected(_ code: Int32) {
        if code == 0 { return events.append(.connected) }
        isUp = false
        events.append(.refused(String(cString: mosquitto_connack_string(code))))
    }

    fileprivate func disconnected(_ code: Int32) {
        guard isUp else { return }
        drop(code == 0 ? "closed here" : reason(code))
    }

    fileprivate func confirmed(_ message: Int32) { unconfirmed.remove(message) }

    fileprivate func subscribed(_ isGranted: Bool) {
        if isGranted { return events.append(.subscribed) }
        events.append(.refused("it denies a subscription"))
    }

    fileprivate func received(_ message: mosquitto_message) {
        guard let topic = String(validatingCString: message.topic) else { return }
        guard message.payloadlen <= Self.most else {
            remark = "\(topic): dropped a message of \(message.payloadlen) bytes; at most \(Self.most) are taken"
            return
        }
        let bytes = UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
        events.append(.message(topic: topic, payload: Array(bytes), isRetained: message.retain))
    }

    /// A line of the library's own log that is an error.
    fileprivate func complained(_ line: String) {
        guard complaint == nil else { return }
        // OpenSSL's are "OpenSSL Error[0]: error:0A000086:SSL routines::certificate verify failed".
        complaint = line.hasPrefix("OpenSSL") ? line.split(separator: ":").last.map { "TLS: \($0)" } : line
    }

    /// Why it failed; the library tells of TLS in its log alone.
    private func reason(_ code: Int32, _ number: Int32 = 0) -> String {
        if let complaint { return complaint }
        guard code == MOSQ_ERR_ERRNO.rawValue, number != 0 else { return String(cString: mosquitto_strerror(code)) }
        // The library's word for a TLS session that ended before its reason was heard.
        return number == EPROTO ? "TLS: it broke off; it may not accept our certificate" : text(errno: number)
    }

    func check(_ code: Int32, _ action: String) throws(MQTTError) {
        guard code != MOSQ_ERR_SUCCESS.rawValue else { return }
        throw MQTTError("cannot \(action) at \(broker): \(String(cString: mosquitto_strerror(code)))")
    }
}

/// What went wrong with a broker, as a sentence without secrets.
public struct MQTTError: Error, Hashable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// The C library, initialised once.
private let library: Void = { _ = mosquitto_lib_init() }()

// The callbacks are global functions: a closure formed on the main actor would trap when the library calls it.
private func onConnect(_ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ code: Int32) {
    session(owner)?.connected(code)
}

private func onDisconnect(_ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ code: Int32) {
    session(owner)?.disconnected(code)
}

private func onPublish(_ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ message: Int32) {
    session(owner)?.confirmed(message)
}

private func onMessage(
    _ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ message: UnsafePointer<mosquitto_message>?
) {
    guard let message else { return }
    session(owner)?.received(message.pointee)
}

private func onSubscribe(
    _ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ message: Int32, _ count: Int32,
    _ granted: UnsafePointer<Int32>?
) {
    session(owner)?.subscribed(count > 0 && (granted.map { $0.pointee < 128 } ?? false))
}

private func onLog(
    _ client: OpaquePointer?, _ owner: UnsafeMutableRawPointer?, _ level: Int32, _ line: UnsafePointer<CChar>?
) {
    guard level == MOSQ_LOG_ERR, let line else { return }
    session(owner)?.complained(String(cString: line))
}

private func session(_ owner: UnsafeMutableRawPointer?) -> Connection? {
    owner.map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
}

func text(errno code: Int32) -> String { String(cString: strerror(code)) }
