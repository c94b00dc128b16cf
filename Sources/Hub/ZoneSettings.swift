internal import Indicators
internal import Ledger
internal import Quantities
internal import Records
internal import Settings

extension EstateOptions.Loaded {
    /// The estate, and what the boards' snapshots of the period say was set in its zones. Boards that send no traces send
    /// no snapshots.
    func estateWithSettings() throws -> Estate {
        var settings: [ZonePath: [ZoneSettings]] = [:]
        for snapshot in try ledger.zoneSnapshots(over: period) {
            func value(_ setting: UInt8?) -> Double { setting.flatMap { snapshot.state.settings[$0] } ?? 0 }
            let base = Setting.all.first { $0.key == "base-level" }?.id
            settings[snapshot.zone, default: []].append(
                ZoneSettings(
                    at: snapshot.at, journal: snapshot.journal, isDimmed: snapshot.state.steps > 3,
                    daylightTarget: value(Setting.daylightTarget.id), scheduledLevel: Int(value(base))))
        }
        var estate = estate
        for site in estate.sites.indices {
            for zone in estate.sites[site].zones.indices {
                let path = ZonePath(site: estate.sites[site].id, zone: estate.sites[site].zones[zone].id)
                estate.sites[site].zones[zone].settings = settings[path] ?? []
            }
        }
        return estate
    }
}
