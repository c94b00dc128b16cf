public import Indicators
internal import Quantities
internal import Records

extension Ledger {
    /// What every zone did in a period, as indicators want to know it.
    public func zoneUses(over period: Period) throws(LedgerError) -> [ZonePath: ZoneUse] {
        try uses(from: period.from, to: period.to).mapValues(\.zoneUse)
    }
}

extension Ledger.Use {
    /// A zone whose meter came or went within the period is split in proportion to time.
    var zoneUse: ZoneUse {
        let (observed, metered) = (moved[.observedTime], moved[.meteredTime])
        guard 0 < metered, metered < observed else { return part(moved, isMetered: metered > 0, interpolated) }
        let share = Double(metered) / Double(observed)
        var (with, without) = (Totals(), Totals())
        for total in Total.allCases {
            with[total] = Int64((Double(moved[total]) * share).rounded())
            without[total] = moved[total] - with[total]
        }
        with[.meteredEnergy] = moved[.meteredEnergy]
        return part(with, isMetered: true, .milliseconds(metered))
            + part(without, isMetered: false, .milliseconds(observed - metered))
    }

    private func part(_ totals: Totals, isMetered: Bool, _ interpolated: Duration) -> ZoneUse {
        func time(_ total: Total) -> Duration { .milliseconds(totals[total]) }
        func energy(_ total: Total) -> Energy { Energy(microjoules: totals[total] * 3_600_000) }
        return ZoneUse(
            observed: time(.observedTime), blind: time(.blindTime), occupied: time(.occupiedTime), lit: time(.litTime),
            litVacant: time(.litVacantTime), darkOccupied: time(.darkOccupiedTime), lampEnergy: energy(.lampEnergy),
            litVacantEnergy: energy(.litVacantEnergy), meteredEnergy: isMetered ? energy(.meteredEnergy) : nil,
            switchings: totals[.switchings], falseOffs: totals[.falseOffs], presses: totals[.presses],
            interpolated: interpolated)
    }
}
