import Activities

/// Purchased electricity by what was bought: certificates first, then the supplier's factor, then the residual mix
/// (GHG Protocol, Scope 2 Guidance, hierarchy of the market-based method).
struct MarketMix {
    let site: Estate.Site
    let books: Books
    private(set) var emissions: [Emission] = []
    private(set) var faults: [String] = []
    private(set) var notes: Set<String> = []

    init(site: Estate.Site, books: Books) { (self.site, self.books) = (site, books) }

    /// Certificates of a year are spread over all purchases of that year.
    mutating func share(_ certificates: [Entry], over purchased: [Entry]) {
        faults += books.doubles(among: certificates)
        let years = Set(purchased.map(\.year)).union(certificates.map(\.year)).sorted()
        for year in years {
            let bought = purchased.filter { $0.year == year }
            let proofs = certificates.filter { $0.year == year }
            let total = bought.reduce(0) { $0 + $1.amount }
            let proven = proofs.reduce(0) { $0 + $1.amount }
            guard proven <= total * (1 + 1e-9) else {
                faults.append(Self.excess(proven, total, year))
                continue
            }
            for proof in proofs {
                emissions.append(
                    Emission(
                        category: .electricity, kilograms: proof.emitted ?? 0, amount: proof.amount,
                        unit: .kilowattHours, basis: .certificate, entries: [proof]))
            }
            let rest = total > 0 ? 1 - proven / total : 0
            for entry in bought { take(entry, share: rest) }
        }
        if !certificates.isEmpty, certificates.contains(where: { $0.emitted == nil }) {
            notes.insert("certified electricity counts as free of direct emissions unless its line states some")
        }
    }

    static func excess(_ proven: Double, _ total: Double, _ year: Int) -> String {
        "certificates of \(year) (\(proven.plain) kWh) are above what was purchased (\(total.plain) kWh)"
    }

    private mutating func take(_ entry: Entry, share: Double) {
        guard share > 1e-12, let grid = site.grid else {
            if share > 1e-12 { fail("the site states no grid (grid: ZONE)") }
            return
        }
        do throws(FactorRefusal) {
            try books.requireFactors()
            let factor = try factor(entry, grid)
            emissions.append(
                Emission(
                    category: .electricity, kilograms: entry.amount * share * factor.kilogramsPerUnit,
                    amount: entry.amount * share, unit: .kilowattHours, basis: .factor(factor), entries: [entry]))
        } catch {
            fail(error.description)
        }
    }

    private mutating func factor(_ entry: Entry, _ grid: Grid) throws(FactorRefusal) -> EmissionFactor {
        func choose(_ purpose: FactorTable.Purpose) throws(FactorRefusal) -> EmissionFactor {
            try books.factors.choose(
                .electricity, zone: grid.zone, year: entry.year, unit: .kilowattHours, for: purpose)
        }
        // A supplier of whom the table tells must be told of in this year; one of whom it is silent has no factor.
        if let supplier = entry.supplier ?? grid.supplier {
            if books.factors.rows(of: .electricity).contains(where: { $0.item == supplier }) {
                return try choose(.market(supplier: supplier))
            }
            notes.insert("\(supplier) publishes no factor in the table")
        }
        guard grid.untracked == .gridAverage else { return try choose(.residual) }
        notes.insert(
            "no residual mix is published for \(grid.zone), as the site declares: the grid's average stands for it")
        return try choose(.location)
    }

    private mutating func fail(_ fault: String) {
        if !faults.contains(fault) { faults.append(fault) }
    }
}
