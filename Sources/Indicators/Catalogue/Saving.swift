import Quantities

extension Indicator {
    public static let saving = Indicator(
        key: "saving", title: "Saved", unit: "kWh",
        definition:
            "Baseline for the observed time less energy, in zones with a baseline: unmeasured time never becomes a saving.",
        formula: "Σ zones with baseline (baseline × area × observed time / 365.25 d − energy)",
        source: "Avoided energy in the sense of IPMVP, against a stated annual baseline, without adjustments"
    ) { sample in
        let balance = sample.balance
        var reading = sample.reading(of: balance.map { $0.expected - $0.used })
        reading.worked = balance.map { "\($0.expected.plain) − \($0.used.plain) kWh" }
        return reading
    }
}

extension Sample {
    /// Energy expected and used, kWh, in the members with data, area and baseline.
    struct Balance {
        var expected = 0.0
        var used = 0.0
    }

    /// `nil` when there is no such member.
    var balance: Balance? {
        var balance: Balance?
        for member in members where isCompared(member) {
            guard let use = member.zone.use, let baseline = member.zone.baseline, let area = member.zone.area,
                use.observed > .zero || use.energy != .zero
            else { continue }
            let years = min(use.observed, period.length).hours / Period.year.hours
            balance = balance ?? Balance()
            balance?.expected += baseline.kilowattHoursPerSquareMetreYear * area.value * years
            balance?.used += use.energy.kilowattHours
        }
        return balance
    }

    /// Dresses a value computed from ``balance`` with its coverage, limits and evidence.
    func reading(of value: Double?) -> Reading {
        var reading = energy
        reading.value = value
        let share = share(where: isCompared)
        guard value != nil else {
            reading.note = reasonAgainstSaving(share)
            reading.evidence = []
            return reading
        }
        var notes: [String] = []
        if share < 1 { notes.append("only \((share * 100).floored(places: 0)) % of the area has a baseline") }
        if !reading.isCovered { notes.append("provisional: coverage is below 90 %") }
        if period.length < Period.shortestAnnual {
            notes.append("this period only: an annual baseline spread evenly knows no season and no weekend")
        }
        reading.note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        reading.evidence.append(.share(.withBaseline, share))
        var named: Set<Baseline> = []
        for member in members where isCompared(member) {
            guard let baseline = member.zone.baseline, named.insert(baseline).inserted else { continue }
            reading.evidence.append(.baseline(baseline))
        }
        return reading
    }

    private func isCompared(_ member: Member) -> Bool { member.zone.baseline != nil && member.zone.area != nil }

    private func reasonAgainstSaving(_ share: Double) -> String {
        if members.isEmpty || share > 0 { return energy.note ?? "no data of a zone with a baseline in this period" }
        return members.contains { $0.zone.baseline != nil } ? areasMissing ?? "no area" : "no baseline"
    }
}
