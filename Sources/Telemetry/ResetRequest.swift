public import Quantities
public import Sparkplug

/// Somebody's wish, from afar, that a zone forget what it has learned.
public struct ResetRequest: Sendable, Hashable {
    public var zone: String
    /// Who asks, by the optional property `by`.
    public var by: String

    public init(zone: String, by: String) { (self.zone, self.by) = (zone, by) }

    /// Reads a command to a device; what else is in it is for ``SettingRequest/read(_:zone:sentAt:now:)``.
    ///
    /// - Parameter sentAt: the sender's clock, if it said.
    /// - Returns: What is asked of the board, once at most, and a sentence for each wish that cannot be.
    public static func read(
        _ metrics: [Metric], zone: String, sentAt: UInt64?, now: Timestamp
    ) -> (request: ResetRequest?, refusals: [String]) {
        var (request, refusals): (ResetRequest?, [String]) = (nil, [])
        for metric in metrics where metric.name == Name.reset {
            guard metric.value == .boolean(true) else {
                refusals.append("\(Name.reset): write true to have the zone forget what it has learned")
                continue
            }
            do throws(CommandTerms.Refused) {
                let terms = try CommandTerms(metric, sentAt: sentAt)
                try terms.check(at: now)
                request = ResetRequest(zone: zone, by: terms.by)
            } catch {
                refusals.append("\(Name.reset): \(error)")
            }
        }
        return (request, refusals)
    }
}
