internal import Calendars
internal import JSON
internal import Quantities
public import Records
public import Sparkplug

/// What scripts may read of a zone without Sparkplug: its meters, as one line of JSON on `lightwell/GROUP/NODE/ZONE`.
///
/// Nothing comes back from it, and nothing of people is in it: no motion, no occupied or vacant time, no presses, and
/// no live level. What is in it are counters of the whole journal, as of a meter's display, once for each record: as soon
/// as that is durable on the board, whether or not a hub takes it. After a time without a broker only the newest is told.
public struct Mirror: Sendable {
    private let node: NodeID

    public init(_ node: NodeID) { self.node = node }

    /// Retained: who comes later reads the latest.
    public func message(_ interval: Record.Interval) -> Message {
        Message(
            topic: topic(of: interval.zone), payload: Array(Self.line(interval).utf8), qos: .atMostOnce, retain: true)
    }

    /// Has the broker forget a zone that is no more.
    public func farewell(to zone: String) -> Message {
        Message(topic: topic(of: zone), payload: [], qos: .atMostOnce, retain: true)
    }

    private func topic(of zone: String) -> String { "lightwell/\(node.group)/\(node.node)/\(zone)" }

    /// Registers in kilowatt-hours and hours; `null` where the zone has never had a meter.
    private static func line(_ interval: Record.Interval) -> String {
        let totals = interval.totals
        func hours(_ total: Total) -> JSON { .number(Double(totals[total]) / 3_600_000, places: 3) }
        func kilowattHours(_ total: Total) -> JSON { .number(Double(totals[total]) / 1e6, places: 6) }
        return JSON.object([
            ("time", .string(interval.end.iso8601)),
            ("lamp_kwh", kilowattHours(.lampEnergy)),
            ("metered_kwh", totals[.meteredTime] > 0 ? kilowattHours(.meteredEnergy) : .null),
            ("lit_hours", hours(.litTime)),
            ("observed_hours", hours(.observedTime)),
        ]).text
    }
}
