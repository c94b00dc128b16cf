internal import Boards
internal import Control
internal import Quantities
internal import Settings

/// What has to be done so that a running board does what another site file says, with every line held on.
struct ReloadPlan: Sendable {
    /// A setting that the file says otherwise than before. One it says as before stays as somebody set it from afar.
    struct Change: Sendable {
        let zone: String
        let setting: Setting
        /// In the setting's unit.
        let value: Double
    }

    /// As it is to be.
    let site: Site
    let changes: [Change]
    let changesSchedule: Bool
    let changesRecords: Bool
    let changesUplink: Bool
    let changesPlace: Bool

    /// - Throws: ``RestartNeeded``, with everything that cannot change while lines are held.
    init(from old: Site, to new: Site) throws(RestartNeeded) {
        let reasons = Self.fixed(old, new)
        guard reasons.isEmpty else { throw RestartNeeded(reasons: reasons) }
        site = new
        changes = old.zones.flatMap { before -> [Change] in
            guard let after = new.zones.first(where: { $0.id == before.id }) else { return [] }
            return Setting.all.compactMap { setting in
                let value = setting.value(in: after.settings)
                guard value != setting.value(in: before.settings) else { return nil }
                return Change(zone: before.id, setting: setting, value: value)
            }
        }
        changesSchedule = old.zones.contains { before in
            new.zones.contains { $0.id == before.id && $0.hours.schedule != before.hours.schedule }
        }
        changesRecords = old.records != new.records
        changesUplink = old.uplink != new.uplink
        changesPlace = old.place != new.place
    }

    /// What is different, for people.
    var summary: String {
        var parts = changes.map { "\($0.setting.key) of \($0.zone) is \($0.value) \($0.setting.unit.rawValue)" }
        if changesSchedule { parts.append("new opening hours, cleaning hours or holidays") }
        if changesRecords { parts.append("records every \(site.records.milliseconds / 60_000) min") }
        if changesPlace { parts.append("another place on earth or time zone") }
        if changesUplink { parts.append(site.uplink.map { "publishes to \($0.broker)" } ?? "publishes no more") }
        return parts.isEmpty ? "nothing is different" : parts.joined(separator: ", ")
    }

    /// Properties of a site that may change while it runs.
    private static let free: Set<String> = [
        "name", "place", "hours", "cleaning", "holidays", "records", "uplink", "warnings",
    ]
    /// Properties of a zone that may: those that only tune, or that the simulator reads.
    private static let freeInZone: Set<String> = ["mark", "hours", "settings", "simulation"]

    private static func fixed(_ old: Site, _ new: Site) -> [String] {
        var reasons = different(old, new, besides: free.union(["board", "zones"])).map { "change \($0)" }
        if (old.board.name, old.board.chips) != (new.board.name, new.board.chips) { reasons.append("change the board") }
        for zone in new.zones where !old.zones.contains(where: { $0.id == zone.id }) {
            reasons.append("add zone \(zone.id)")
        }
        for zone in old.zones {
            guard let next = new.zones.first(where: { $0.id == zone.id }) else {
                reasons.append("remove zone \(zone.id)")
                continue
            }
            var properties = different(zone, next, besides: freeInZone)
            if zone.settings.isEgress != next.settings.isEgress { properties.append("egress") }
            if !properties.isEmpty { reasons.append("change \(properties.joined(separator: ", ")) of zone \(zone.id)") }
        }
        return reasons
    }

    /// The names of all stored properties that differ; whatever a later version adds is among them, so that
    /// no new kind of wiring is ever taken for a setting.
    private static func different<Value>(_ one: Value, _ other: Value, besides free: Set<String>) -> [String] {
        zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children).compactMap { one, other in
            guard let name = one.label, !free.contains(name) else { return nil }
            guard let one = one.value as? any Hashable, let other = other.value as? any Hashable else { return name }
            return AnyHashable(one) == AnyHashable(other) ? nil : name
        }
    }
}

/// Why a site file cannot come into force while the program runs.
struct RestartNeeded: Error, Hashable, CustomStringConvertible {
    let reasons: [String]

    var description: String { "restart to " + reasons.joined(separator: ", to ") }
}
