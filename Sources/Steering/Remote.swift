internal import Addresses
public import Loop
public import MQTT
public import Quantities
internal import Settings
public import Sparkplug
public import Telemetry

/// Reads and writes the settings of zones from afar, beside the hub: no host application, for it says no STATE, and it
/// hears only the boards it was made for.
///
/// Nothing is taken as written before the board has answered.
public final class Remote {
    private let connection: Connection
    private var session: HostSession
    private let boards: Set<NodeID>
    private var reports: [ZoneAddress: SettingReport] = [:]
    /// How often each zone was born.
    private var births: [ZoneAddress: Int] = [:]
    private var missingGrants = 0
    private var isReady = false
    private var failure: String?

    /// - Parameters:
    ///   - name: of the session at the broker, where it must be the only one of this name.
    ///   - statesDatatypes: as of ``HostSession``.
    /// - Throws: ``MQTTError`` when a certificate, key or password cannot be read.
    public init(
        _ name: Identifier, to broker: Broker, boards: Set<NodeID>, statesDatatypes: Bool = false
    ) throws(MQTTError) {
        connection = try Connection(to: broker, clientID: "lightwell-remote-\(name)")
        session = HostSession(host: name, statesDatatypes: statesDatatypes)
        self.boards = boards
    }

    deinit { connection.disconnect() }

    /// What went wrong, as a sentence.
    public struct Failed: Error, Hashable, CustomStringConvertible {
        /// With the zone before it, where it is about one.
        public let description: String
        /// The same without the zone; of a refusal, the board's words.
        public let reason: String
        /// What the board has answered; `nil`: nothing.
        public let answer: Answer?
        /// The board has said no; to ask again is of no use.
        public let isRefusal: Bool

        public enum Answer: Sendable {
            case refused
            /// Another value took its place at once.
            case overtaken
        }

        public init(_ description: String) {
            (self.description, reason, answer, isRefusal) = (description, description, nil, false)
        }

        init(_ zone: ZoneAddress, _ text: String, reason: String? = nil, _ answer: Answer?, isRefusal: Bool = false) {
            (description, self.reason) = ("\(zone): \(text)", reason ?? text)
            (self.answer, self.isRefusal) = (answer, isRefusal)
        }
    }

    /// A request with all that a board needs to answer it: what tells it from others, and until when it may be obeyed.
    public static func stamped(_ request: SettingRequest, at now: Timestamp) -> SettingRequest {
        var request = request
        request.terms.id = request.terms.id ?? "\(now.wire)-\(UInt32.random(in: .min ... .max))"
        request.terms.expires = request.terms.expires ?? now + validity
        return request
    }

    /// Connects, asks the boards for their births, and waits for those of some zones.
    ///
    /// - Returns: why of each zone that has said nothing within that time.
    /// - Throws: ``Failed`` when the broker cannot be reached.
    public func meet(
        _ zones: [ZoneAddress], within patience: Duration, until stop: Stop
    ) throws(Failed) -> [ZoneAddress: String] {
        _ = session.connecting(at: Clock.utc().wire)
        do throws(MQTTError) { try connection.connect() } catch { throw Failed(error.description) }
        try wait(within: patience, until: stop) { self.isReady }
        guard isReady else { throw Failed("\(connection.broker) has not answered within \(patience.seconds) s") }
        for board in boards { try publish(session.rebirth(board, at: Clock.utc().wire)) }
        try wait(within: patience, until: stop) { zones.allSatisfy { self.reports[$0] != nil } }
        var missing: [ZoneAddress: String] = [:]
        for zone in zones where reports[zone] == nil {
            let siblings = reports.keys.filter { $0.node == zone.node }.map(\.zone.text).sorted()
            missing[zone] =
                siblings.isEmpty
                ? "\(zone): the board \(zone.node) says nothing; is it connected to this broker?"
                : "\(zone): the board has no such zone; it has \(siblings.joined(separator: ", "))"
        }
        return missing
    }

    /// What a zone has said of its settings; `nil` before ``meet(_:within:until:)``.
    public func report(of zone: ZoneAddress) -> SettingReport? { reports[zone] }

    /// Writes a setting and waits until the board has answered.
    ///
    /// A board tells its last answer only: that to somebody who writes at the same time may hide the one to this. The
    /// board is then asked for its births, and a value that was another one before counts as an answer.
    ///
    /// - Throws: ``Failed`` when the board refuses, in its words, or says nothing within that time.
    public func write(
        _ request: SettingRequest, to zone: ZoneAddress, within patience: Duration, until stop: Stop
    ) throws(Failed) {
        let now = Clock.utc()
        let request = Self.stamped(request, at: now)
        let id = request.terms.id
        let before = reports[zone] ?? SettingReport()
        let wasAnother = before.values[request.setting.id].map { abs($0 - request.value) >= 1e-3 } ?? false
        let isThere = { self.value(request.setting, of: zone, is: request.value) }
        try publish(session.command(zone.node, device: zone.zone.text, [request.metric(at: now)], at: now.wire))
        let end = Clock.monotonic() + patience
        try wait(within: .milliseconds(patience.milliseconds / 2), until: stop) {
            guard let report = self.reports[zone] else { return false }
            return report.answered == id || report.answers != before.answers && wasAnother && isThere()
        }
        if reports[zone]?.answered != id {
            let born = births[zone]
            try publish(session.rebirth(zone.node, at: Clock.utc().wire))
            try wait(within: end - Clock.monotonic(), until: stop) {
                self.reports[zone]?.answered == id || self.births[zone] != born && wasAnother && isThere()
            }
            if reports[zone]?.answered != id, births[zone] != born, wasAnother, isThere() { return }
        }
        guard let report = reports[zone], report.answered == id else {
            throw Failed(zone, "no answer within \(patience.seconds) s", nil)
        }
        if let refusal = report.refusal {
            // The clock may be set, so it is no last word.
            guard !CommandTerms.isOfClocks(refusal) else {
                throw Failed(
                    zone, "refused: \(refusal); are the clocks of board and hub right?", reason: refusal, .refused)
            }
            throw Failed(zone, "refused: \(refusal)", reason: refusal, .refused, isRefusal: true)
        }
        guard isThere() else {
            throw Failed(zone, "it was answered, but \(request.setting.key) is another value now", .overtaken)
        }
    }

    /// How long a board may obey a command. Assumption: its clock is not ahead of this one by more.
    private static let validity = Duration.minutes(10)

    private func value(_ setting: Setting, of zone: ZoneAddress, is value: Double) -> Bool {
        reports[zone]?.values[setting.id].map { abs($0 - value) < 1e-3 } ?? false
    }

    private func wait(within patience: Duration, until stop: Stop, for isSo: () -> Bool) throws(Failed) {
        let deadline = Clock.monotonic() + patience
        while !isSo(), !stop.isRequested, Clock.monotonic() < deadline {
            for event in connection.service() { handle(event) }
            for event in session.tick(at: Clock.utc().wire) { handle(event) }
            if let failure { throw Failed(failure) }
            if isSo() { return }
            var interests = [Interest(stop.wakeup.descriptor)]
            if let descriptor = connection.descriptor {
                interests.append(Interest(descriptor, toWrite: connection.wantsToWrite))
            }
            Loop.wait(for: interests, atMost: .milliseconds(200))
        }
        if stop.isRequested, !isSo() { throw Failed("stopped") }
    }

    private func handle(_ event: Connection.Event) {
        switch event {
        case .connected: subscribe()
        case .subscribed:
            missingGrants -= 1
            guard missingGrants == 0, !isReady else { return }
            // The STATE that a host application would be born with is kept to itself.
            _ = session.connected()
            isReady = true
        case .refused(let reason): failure = "\(connection.broker) refuses: \(reason)"
        case .disconnected(let reason): failure = "lost \(connection.broker): \(reason)"
        case .message(let topic, let payload, let isRetained):
            let now = Clock.utc().wire
            for event in session.received(topic: topic, payload: payload, retained: isRetained, at: now) {
                handle(event)
            }
        }
    }

    private func subscribe() {
        let kinds: [Topic.Kind] = [.birth, .data, .death]
        let filters = boards.flatMap { board in
            kinds.flatMap { kind in
                [Topic.node(kind, board).description, Topic.device(kind, board, device: "+").description]
            }
        }
        missingGrants = filters.count
        for filter in filters { try? connection.subscribe(to: filter, qos: 1) }
    }

    private func handle(_ event: HostEvent) {
        switch event {
        case .deviceBorn(let node, let device, let readings):
            guard let zone = try? Identifier(device) else { return }
            var report = SettingReport()
            report.take(readings)
            reports[ZoneAddress(node, zone)] = report
            births[ZoneAddress(node, zone), default: 0] += 1
        case .data(let data):
            guard let zone = data.device.flatMap({ try? Identifier($0) }) else { return }
            reports[ZoneAddress(data.node, zone)]?.take(data.readings)
        case .nodeBorn, .deviceDied, .nodeDied, .malformed: break
        // It asks a board whose births it has missed.
        case .send(let message): try? publish(message)
        }
    }

    private func publish(_ message: Message) throws(Failed) {
        do throws(MQTTError) {
            try connection.publish(topic: message.topic, payload: message.payload, qos: Int32(message.qos.rawValue))
        } catch {
            throw Failed(error.description)
        }
    }
}
