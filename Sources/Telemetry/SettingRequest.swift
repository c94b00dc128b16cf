public import Quantities
public import Settings
public import Sparkplug

/// Somebody's wish to change a setting of a zone, from afar.
public struct SettingRequest: Sendable {
    public var zone: String
    public var setting: Setting
    /// In the setting's unit.
    public var value: Double
    /// Who asks, until when the value is to hold, and which command it is.
    public var terms: CommandTerms

    public init(zone: String, setting: Setting, value: Double, terms: CommandTerms = CommandTerms()) {
        (self.zone, self.setting, self.value, self.terms) = (zone, setting, value, terms)
    }

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
            do throws(CommandTerms.Refused) {
                let terms = try CommandTerms(metric, sentAt: sentAt)
                try terms.check(at: now)
                requests.append(SettingRequest(zone: zone, setting: setting, value: value, terms: terms))
            } catch {
                refusals.append("\(setting.key): \(error)")
            }
        }
        return (requests, refusals)
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
