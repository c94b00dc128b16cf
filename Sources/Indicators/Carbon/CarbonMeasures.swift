import Activities
import Spelling

/// The terms of carbon figures, kgCO2e.
extension Measure {
    static func emissions(_ name: String, in categories: [Category]) -> Measure {
        Measure(name, "kgCO2e") { place in
            let inventory = place.inventory
            return place.said(
                inventory.emissions(in: categories), in: categories,
                faults: categories.flatMap { inventory.faults[$0] ?? [] },
                notes: categories.flatMap { inventory.notes[$0] ?? [] })
        }
    }

    static func scope(_ scope: Int) -> Measure {
        emissions("scope \(scope)", in: Category.of(scope: scope))
    }

    static let market = Measure("scope 2, market-based", "kgCO2e") { place in
        let inventory = place.inventory
        return place.said(
            inventory.market, in: Category.of(scope: 2), faults: inventory.marketFaults, notes: inventory.marketNotes)
    }

    /// Refrigerants that are not on the Kyoto Protocol's list.
    static let otherRefrigerants = Measure("other refrigerants", "kgCO2e") { place in
        let faults = place.inventory.faults[.refrigerants] ?? []
        guard faults.isEmpty else { return .refused(faults) }
        let own = place.inventory.emissions(in: [.refrigerants]).filter { !$0.isKyoto }
        guard !own.isEmpty else { return .lacking("no refrigerant outside of the Kyoto Protocol's list") }
        return place.said(own, in: [.refrigerants], faults: [], notes: [])
    }

    /// All scopes, with scope 2 as the organisation's declaration wants it.
    static let gross = Measure("gross emissions", "kgCO2e") { place in
        let inventory = place.inventory
        guard inventory.basis == .market else { return emissions("gross", in: Category.allCases).read(place) }
        let others = Category.allCases.filter { $0.scope != 2 }
        return place.said(
            inventory.emissions(in: others) + inventory.market, in: Category.allCases,
            faults: others.flatMap { inventory.faults[$0] ?? [] } + inventory.marketFaults,
            notes: others.flatMap { inventory.notes[$0] ?? [] } + inventory.marketNotes)
    }

    /// Retired credits; none is nothing, where there are emissions to set it against.
    static let credits = Measure("credits", "kgCO2e") { place in
        let own = place.entries(.credits)
        let faults = place.inventory.faults(of: own)
        guard faults.isEmpty else { return .refused(faults) }
        guard !own.isEmpty else {
            if place.inventory.isEmpty { return .lacking("no retired credits") }
            return .part(Part(value: 0, coverage: 1, notes: ["\(place.site.id) has no retired credit on record"]))
        }
        let sum = own.reduce(0) { $0 + $1.amount } * 1_000
        return .part(Part(value: sum, coverage: 1, entries: own, evidence: place.vintages(of: own)))
    }
}

extension Place {
    /// Of which years certificates or credits are, with the amounts.
    func vintages(of entries: [Entry]) -> [Evidence] {
        guard let unit = entries.first?.unit else { return [] }
        let amounts = Dictionary(grouping: entries) { $0.details[.vintage] ?? "not stated" }
            .mapValues { $0.reduce(0) { $0 + $1.amount } }
        let text = amounts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plain) \(unit.rawValue)" }
        return [.declaration("vintage at \(site.id)", text: text.joined(separator: "; "))]
    }
}

extension Place {
    /// Emissions as a measure: their sum, factors, boundary, and what is missing.
    fileprivate func said(
        _ emissions: [Emission], in categories: [Category], faults: [String], notes: [String]
    ) -> Measure.Said {
        var said: Set<String> = []
        guard faults.isEmpty else { return .refused(faults.filter { said.insert($0).inserted }) }
        let omitted = inventory.omitted.filter(categories.contains)
        // The supply of energy looks at the lines of scope 1 and 2 once more; where nothing tells of it, it asks for none.
        let relevant = categories.filter { $0 != .supply || inventory.tellsSupply }
        let told = relevant.filter { !omitted.contains($0) }
        var seen: Set<Kind> = []
        let kinds = relevant.flatMap(\.kinds).filter { seen.insert($0).inserted }
        let present = kinds.filter { kind in entries.contains { $0.kind == kind } }
        let missing = missing(of: kinds).filter { kind in
            site.boundary?.included.contains(kind) == true
                || categories.contains { $0.isAlwaysIn && $0.kinds.contains(kind) }
        }
        guard !emissions.isEmpty else {
            let names = Spelling.alternatives((omitted.isEmpty ? categories : omitted).map(\.rawValue))
            return .lacking(omitted.isEmpty ? "no data of \(names)" : "the factor table has nothing of \(names)")
        }
        var part = Measure.Part(value: emissions.reduce(0) { $0 + $1.kilograms }, coverage: 0)
        let known = coverage(of: present.filter { kind in told.contains { $0.kinds.contains(kind) } })
        part.coverage = known * Double(present.count) / Double(max(1, present.count + missing.count))
        part.entries = emissions.flatMap(\.entries)
        part.time = known
        let counted = present.filter { kind in emissions.contains { $0.entries.contains { $0.kind == kind } } }
        part.notes = notes + supplies.notes(of: counted) + self.notes(onMissing: missing)
        if !omitted.isEmpty {
            part.notes.append(
                "not counted, as the factor table has none: \(site.id) \(omitted.map(\.rawValue).joined(separator: ", "))"
            )
        }
        part.evidence = evidence(of: emissions)
        part.worked = emissions.map(\.worked).joined(separator: " + ")
        return .part(part)
    }

    private func evidence(of emissions: [Emission]) -> [Evidence] {
        var amounts: [(basis: Emission.Basis, amount: Double)] = []
        for emission in emissions {
            if let place = amounts.firstIndex(where: { $0.basis == emission.basis }) {
                amounts[place].amount += emission.amount
            } else {
                amounts.append((emission.basis, emission.amount))
            }
        }
        let pieces = amounts.map { basis, amount -> Evidence in
            switch basis {
            case .factor(let factor): .emission(factor, amount: amount)
            case .difference(let lifeCycle, let direct): .difference(lifeCycle, less: direct, amount: amount)
            case .stated(let factor): .factor(factor, sites: [site.id])
            case .potential(let table, let substance, let value):
                .potential(table, substance: substance, value: value, kilograms: amount)
            case .document: .input("stated by the documents of \(site.id)", stated(emissions), unit: "kgCO2e")
            case .certificate: .input("certified renewable at \(site.id)", amount, unit: "kWh")
            }
        }
        let boundary = site.boundary?.text ?? "not declared"
        return pieces + comparisons(of: emissions) + [.declaration("boundary of \(site.id)", text: boundary)]
    }

    /// What the own factors give for the lines whose documents state something: told, and not counted.
    private func comparisons(of emissions: [Emission]) -> [Evidence] {
        let stated = emissions.filter { $0.basis == .document }
        let groups = Dictionary(grouping: stated) { $0.comparison }
        return groups.compactMap { comparison, own -> String? in
            let unit = own[0].unit.rawValue
            let amount = own.reduce(0) { $0 + $1.amount }
            switch comparison {
            case nil: return nil
            case .factor(let factor):
                return
                    "\((amount * factor.kilogramsPerUnit).plain) kgCO2e by factor \(factor.text) for \(amount.plain) "
                    + "\(unit), of which documents state \(self.stated(own).plain) kgCO2e"
            case .lacking(let reason):
                return "none for \(amount.plain) \(unit), of which documents state \(self.stated(own).plain) kgCO2e: "
                    + reason
            }
        }.sorted().map { .declaration("own factors beside the documents of \(site.id)", text: $0) }
    }

    private func stated(_ emissions: [Emission]) -> Double {
        emissions.filter { $0.basis == .document }.reduce(0) { $0 + $1.kilograms }
    }
}
