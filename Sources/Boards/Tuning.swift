public import Control
internal import Quantities
public import Settings
public import YAML

/// Some tunables of a zone, and the number of its relay steps: to try them, without a site file of their own.
///
/// Keys are those of a zone in a site file. `off` is 0 where 0 is allowed, and `daylight` is short for
/// `daylight-target`: `hold=15min,warning=off,daylight=off`, or `hold=adaptive`.
public struct Tuning: Sendable {
    /// In the setting's unit, by ``Setting/id``.
    public private(set) var values: [UInt8: Double] = [:]
    /// 1 to 3, or those of a dimmer (`steps=dimmed`); `nil`: not said.
    public private(set) var steps: UInt8?

    /// Nothing is changed.
    public init() {}

    /// Reads pairs when there is a `=` in the text, else the file of that name.
    ///
    /// - Throws: every problem.
    public init(_ text: String) throws(Problems) {
        if text.contains("=") {
            try self.init(Node(pairs: text, named: "--settings"), file: "--settings")
        } else {
            guard !text.isEmpty else {
                throw Problems([
                    Problem(
                        file: "--settings", at: nil, "is empty: name a file, or write such as hold=15min,daylight=off")
                ])
            }
            try self.init(Node(reading: text), file: text)
        }
    }

    private init(_ node: Node, file: String) throws(Problems) {
        let findings = Findings(file: file)
        guard let top = findings.root(node) else {
            try findings.conclude()
            return
        }
        steps = top.optional("steps").flatMap { field in
            if field.says("dimmed") { return Zone.Settings.dimmerSteps }
            return field.integer(in: 1...3).map { UInt8($0) }
        }
        for setting in Setting.all { read(setting, from: top.optional(setting.key)) }
        if let field = top.optional("daylight") {
            if values[Setting.daylightTarget.id] != nil {
                field.reportKey("\"daylight\" and \"\(Setting.daylightTarget.key)\" are the same")
            }
            read(Setting.daylightTarget, from: field)
        }
        try findings.conclude()
    }

    /// The settings with these values in place of their own.
    ///
    /// - Throws: ``Setting/Refused`` where a value does not suit the zone.
    public func applied(to settings: Zone.Settings) throws(Setting.Refused) -> Zone.Settings {
        var settings = settings
        if let steps { settings.steps = steps }
        for setting in Setting.all {
            if let value = values[setting.id] { try setting.set(value, in: &settings) }
        }
        return settings
    }

    /// Whether daylight is to count.
    public var wantsDaylight: Bool { (values[Setting.daylightTarget.id] ?? 0) > 0 }

    private mutating func read(_ setting: Setting, from field: Field?) {
        guard let field else { return }
        if setting.bounds.lowerBound == 0, setting.unit != .choice, field.says("off") {
            values[setting.id] = 0
        } else if setting.id == Setting.hold.id, field.says("adaptive") {
            values[Setting.adaptive.id] = 1
        } else if setting.id == Setting.daylightTarget.id, field.says("on") {
            field.report("say how much: such as 500 lx at the light sensor, or off")
        } else if let value = field.value(of: setting, steps: Int(Zone.Settings.dimmerSteps)) {
            values[setting.id] = value
        }
    }
}
