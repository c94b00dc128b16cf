public import Quantities
public import Settings
public import Sparkplug

/// Somebody's wish to change a setting of a zone, from afar.
public struct SettingRequest: Sendable {
    public var zone: String
    public var setting: Setting
    /// In the setting's unit.
    public var value: Double
    /// Who asks, by the optional property `by`.
    public var by: String

    /// A wish older than this was meant for another moment.
    public static let expiry = Duration.minutes(5)

    /// Reads a command to a device, but for what ``ResetRequest`` reads of it.
    ///
    /// - Parameter sentAt: the sender's clock, if it said.
    /// - Returns: What can be asked of the board, and a sentence for each thing that cannot.
    public static func read(
        _ metrics: [Metric], zone: String, sentAt: UInt64?, now: Timestamp
    ) -> (requests: [SettingRequest], refusals: [String]) {
        var (requests, refusals): ([SettingRequest], [String]) = ([], [])
        for metric in metrics where metric.name != Name.reset {
            let name = metric.name ?? "a metric without a name"
            guard let setting = Setting.metric(name) else {
                refusals.append("\(name) is not a setting")
                continue
            }
            guard let value = metric.value.flatMap(number) else {
                refusals.append("\(setting.key): the value should be a number of \(setting.unit.rawValue)")
                continue
            }
            if isExpired(metric, sentAt: sentAt, now: now) {
                refusals.append("\(setting.key): the command is older than 5 min")
                continue
            }
            requests.append(SettingRequest(zone: zone, setting: setting, value: value, by: sender(of: metric)))
        }
        return (requests, refusals)
    }

    static func isExpired(_ metric: Metric, sentAt: UInt64?, now: Timestamp) -> Bool {
        guard let sent = metric.timestamp ?? sentAt else { return false }
        return Timestamp(wire: sent).map { $0 + expiry < now } ?? true
    }

    static func sender(of metric: Metric) -> String {
        guard case .string(let text)? = metric.properties.first(where: { $0.key == "by" })?.value else {
            return "remote"
        }
        return String(text.prefix(64))
    }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .double(let number): number
        case .float(let number): Double(number)
        case .int8(let number): Double(number)
        case .int16(let number): Double(number)
        case .int32(let number): Double(number)
        case .int64(let number): Double(number)
        case .uint8(let number): Double(number)
        case .uint16(let number): Double(number)
        case .uint32(let number): Double(number)
        case .uint64(let number): Double(number)
        default: nil
        }
    }
}
