import Calendars
import Quantities

extension Indicator {
    public static let emissions = Indicator(
        key: "emissions", title: "Emissions", unit: "kgCO2e",
        definition:
            "Energy of each site times its own factor; scope 2 only with direct average factors, else labelled.",
        formula: "Σ sites (energy × factor / 1000)",
        source: "GHG Protocol Scope 2 Guidance; the factor's own source is in the evidence"
    ) { sample in
        var reading = sample.energy
        reading.coverage = sample.share(of: { $0.observed }, where: { $0.factor != nil })
        guard reading.value != nil else { return reading }
        guard sample.members.contains(where: { $0.factor != nil }) else {
            var none = Reading(value: nil, coverage: reading.coverage, note: "no emission factor is stated")
            if let refusal = sample.members.compactMap(\.refusal).first {
                (none.note, none.isRefused) = (refusal, true)
            }
            return none
        }
        let masses = sample.members.compactMap(\.emitted)
        reading.value = masses.isEmpty ? nil : masses.reduce(0, +)
        guard reading.value != nil else {
            return Reading(value: nil, coverage: reading.coverage, note: "no data of a site with an emission factor")
        }
        reading.note = sample.emissionsNote
        reading.evidence += sample.factors.map { .factor($0.factor, sites: $0.sites) }
        return reading
    }
}

extension Sample {
    /// The distinct factors that took part, in order of appearance, with the sites that use them.
    fileprivate var factors: [(factor: Factor, sites: [String])] {
        var groups: [(factor: Factor, sites: [String])] = []
        for member in members {
            guard let factor = member.factor, member.emitted != nil else { continue }
            if let place = groups.firstIndex(where: { $0.factor == factor }) {
                if groups[place].sites.last != member.site { groups[place].sites.append(member.site) }
            } else {
                groups.append((factor, [member.site]))
            }
        }
        return groups
    }

    fileprivate var emissionsNote: String? {
        var notes: [String] = []
        var without: [String] = []
        var last: String?
        for member in members where member.factor == nil && last != member.site {
            last = member.site
            if let refusal = member.refusal {
                notes.append("without \(member.site): \(refusal)")
            } else {
                without.append(member.site)
            }
        }
        if !without.isEmpty {
            notes.append("without \(without.joined(separator: ", ")): no emission factor is stated")
        }
        let years =
            TimeZone.utc.civil(of: period.from).date
            .year...TimeZone.utc.civil(
                of: Timestamp(milliseconds: period.to.milliseconds - 1)
            ).date.year
        for (factor, sites) in factors where !years.contains(factor.year) {
            notes.append(
                "the factor of \(factor.year) stands for \(years.map { "\($0)" }.joined(separator: ", ")) at "
                    + sites.joined(separator: ", "))
        }
        let foreign = factors.map(\.factor).filter { !$0.isScope2 }
        if !foreign.isEmpty {
            let kinds = [
                foreign.contains { $0.content == .lifeCycle } ? "life-cycle" : nil,
                foreign.contains { $0.margin == .marginal } ? "marginal" : nil,
            ]
            let part = foreign.count < factors.count ? "in part " : ""
            notes.append(
                "\(part)from \(kinds.compactMap(\.self).joined(separator: " or ")) factors: not a scope 2 figure")
        }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }
}

extension Sample.Member {
    /// kgCO2e; `nil` without data or factor.
    fileprivate var emitted: Double? {
        guard let factor, let use = zone.use, use.observed > .zero || use.energy != .zero else { return nil }
        return use.energy.kilowattHours * factor.gramsCO2ePerKilowattHour / 1_000
    }
}
