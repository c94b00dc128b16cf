internal import Addresses
internal import Alarms
internal import Calendars
internal import Quantities
public import YAML

/// `alarms.yaml`: who is told, how seldom, and from when on something is an alarm. All but `lightwell` may be left out;
/// without `mail` and `webhook` nobody is told.
///
///     lightwell: 1
///     timezone: Europe/Zurich            # of the times in messages, and of the night
///     mail:
///       server: smtps://mail.example.org # or smtp://, with STARTTLS
///       from: lightwell@example.org
///       to: [anna@example.org]
///       credentials: credential:mail     # file of user name and password, one line each, closed to others
///       authorities: /etc/mail.pem       # by default the system's
///     webhook:
///       url: https://chat.example.org/hooks/1
///       secret: /etc/lightwell/hook      # file with the secret of the signature, closed to others
///     night: { from: "20:00", to: "07:00" }    # only what is urgent
///     digest: 15 min                     # between messages, at least
///     again: 24 h                        # until what nobody acknowledges is told again
///     well: 15 min                       # all well for so long: it is over
///     together: 15 min                   # begun so close to its cause: not told by itself
///     rules:
///       board-silent: { after: 2 h, severity: warning }
///       buffer-filling: { below: 72 h, backlog: 200 }
///       site-silent: { boards: 2 }
///       target-at-risk: { margin: 5 %, coverage: 90 %, not-before: 91 d }
///       leak: { of: [water, gas] }
///       calibration-overdue: { before: 30 d }    # said so long before the day
///       review-overdue: off              # never an alarm
extension AlarmPlan {
    /// Reads and checks the file.
    ///
    /// - Throws: every problem of the file.
    public init(reading file: String) throws(Problems) { try self.init(Node(reading: file), file: file) }

    /// Reads it from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file)
    }

    private init(_ node: Node, file: String) throws(Problems) {
        self.init()
        let findings = Findings(file: file)
        let top = findings.root(node)
        _ = top?.required("lightwell")?.integer(in: 1...1)
        zone = top?.optional("timezone")?.timezone() ?? .utc
        if let mail = top?.optional("mail")?.mapping().flatMap(Mail.init) { channels.append(mail) }
        if let webhook = top?.optional("webhook")?.mapping().flatMap(Webhook.init) { channels.append(webhook) }
        manner.night = top?.optional("night")?.mapping().flatMap { Night($0, in: zone) }
        manner.digest = top?.optional("digest")?.time(in: .zero ... .days(7)) ?? manner.digest
        manner.again = top?.optional("again")?.time(in: .minutes(15) ... .days(366)) ?? manner.again
        manner.well = top?.optional("well")?.time(in: .zero ... .days(7)) ?? manner.well
        manner.together = top?.optional("together")?.time(in: .zero ... .days(1)) ?? manner.together
        if let rules = top?.optional("rules")?.mapping() { self.rules.read(rules) }
        try findings.conclude()
    }
}

extension Rules {
    fileprivate mutating func read(_ mapping: Mapping) {
        for kind in Kind.allCases {
            guard let field = mapping.optional(kind.rawValue) else { continue }
            guard field.isMapping else {
                self[kind].isOn = field.text() != "off"
                if self[kind].isOn { field.report("write off, or { after: 2 h, severity: warning }") }
                continue
            }
            guard let rule = field.mapping() else { continue }
            self[kind].after = rule.optional("after")?.time(in: .zero ... .days(366)) ?? self[kind].after
            self[kind].severity = rule.optional("severity")?.choice() ?? self[kind].severity
            switch kind {
            case .siteSilent: boardsAtOnce = rule.optional("boards")?.integer(in: 2...1_000) ?? boardsAtOnce
            case .bufferFilling:
                let below = rule.optional("below")?.time(in: .hours(1) ... .days(3_660))
                hoursLeft = below.map { $0.milliseconds / 3_600_000 } ?? hoursLeft
                backlog = rule.optional("backlog")?.integer(in: 33...1_000_000_000).map(Int64.init) ?? backlog
            case .leak:
                let media = rule.optional("of")?.listOrOne().compactMap { $0.choice(Leaking.self)?.medium }
                leakMedia = media.map { Set($0) } ?? leakMedia
            case .reviewOverdue, .calibrationOverdue:
                self[kind].before = rule.optional("before")?.time(in: .zero ... .days(366)) ?? self[kind].before
            case .targetAtRisk:
                targetMargin = rule.optional("margin")?.percent(in: 0...100).map { $0 / 100 } ?? targetMargin
                targetCoverage = rule.optional("coverage")?.percent(in: 0...100).map { $0 / 100 } ?? targetCoverage
                targetsAfter = rule.optional("not-before")?.time(in: .days(1) ... .days(366)) ?? targetsAfter
            default: break
            }
        }
    }
}

/// What rests at night where nothing leaks; electricity and heat do not.
private enum Leaking: String, CaseIterable {
    case water, gas

    var medium: Medium { self == .water ? .water : .gas }
}

extension Night {
    fileprivate init?(_ mapping: Mapping, in zone: TimeZone) {
        let from = mapping.required("from")?.clock()
        let to = mapping.required("to")?.clock()
        guard let from, let to else { return nil }
        self.init(from: from, to: to, in: zone)
    }
}

extension Mail {
    fileprivate init?(_ mapping: Mapping) {
        let server = mapping.required("server")?.address([.smtps, .smtp])
        let from = mapping.required("from")?.mailbox()
        let field = mapping.required("to")
        let to = field?.listOrOne().map { $0.mailbox() } ?? []
        if let field, to.isEmpty { field.report("name somebody") }
        let credentials = mapping.optional("credentials")?.file()
        let authorities = mapping.optional("authorities")?.file()
        guard let server, let from, !to.isEmpty, !to.contains(nil) else { return nil }
        self.init(
            server: server, from: from, to: to.compactMap(\.self), credentials: credentials, authorities: authorities)
    }
}

extension Webhook {
    fileprivate init?(_ mapping: Mapping) {
        let address = mapping.required("url")?.address([.https, .http])
        let secret = mapping.optional("secret")?.file()
        let authorities = mapping.optional("authorities")?.file()
        guard let address else { return nil }
        self.init(to: address, secret: secret, authorities: authorities)
    }
}

extension Field {
    /// A duration that may have days.
    fileprivate func time(in bounds: ClosedRange<Duration>) -> Duration? {
        let units = Units([
            Units.Unit("s", worth: 1_000), Units.Unit("min", worth: 60_000), Units.Unit("h", worth: 3_600_000),
            Units.Unit("d", worth: 86_400_000),
        ])
        let limits = Double(bounds.lowerBound.milliseconds)...Double(bounds.upperBound.milliseconds)
        return quantity(units, in: limits).map { Duration(milliseconds: Int64($0.rounded())) }
    }

    fileprivate func clock() -> TimeOfDay? { parsed { text throws(Malformed) in try TimeOfDay(text) } }

    fileprivate func timezone() -> TimeZone? {
        parsed { text throws(TimeZone.Unavailable) in try TimeZone(named: text) }
    }

    fileprivate func mailbox() -> Mailbox? { parsed { text throws(DeliveryError) in try Mailbox(text) } }

    fileprivate func file() -> FileReference? {
        parsed { text throws(FileReference.Malformed) in try FileReference(text) }
    }

    /// Longer than other texts may be: those of chat rooms often have 300 characters.
    fileprivate func address(_ schemes: [ServerAddress.Scheme]) -> ServerAddress? {
        guard case .scalar(let scalar) = node.content, 201...2_000 ~= scalar.text.utf8.count else {
            return parsed { text throws(DeliveryError) in try ServerAddress(text, schemes) }
        }
        do throws(DeliveryError) { return try ServerAddress(scalar.text, schemes) } catch {
            report(error.description)
            return nil
        }
    }

    private func parsed<Value, Failure: Error & CustomStringConvertible>(
        _ parse: (String) throws(Failure) -> Value
    ) -> Value? {
        guard let text = text() else { return nil }
        do throws(Failure) { return try parse(text) } catch {
            report(error.description)
            return nil
        }
    }
}
