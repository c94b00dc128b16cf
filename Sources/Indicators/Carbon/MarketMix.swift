import Activities

/// Purchased electricity by what was bought: certificates first, then the supplier's factor, then the residual mix
/// (GHG Protocol, Scope 2 Guidance, hierarchy of the market-based method).
struct MarketMix {
    let site: Estate.Site
    let books: Books
    /// Calendar years that the purchases are of from their first moment to their last.
    let wholeYears: Set<Int>
    private(set) var emissions: [Emission] = []
    private(set) var faults: [String] = []
    private(set) var notes: Set<String> = []

    init(site: Estate.Site, books: Books, wholeYears: Set<Int>) {
        (self.site, self.books, self.wholeYears) = (site, books, wholeYears)
    }

    /// How much of a year's purchases certificates prove.
    ///
    /// Certificates are of a year, not of its months: a part of the year may have bought less than its part of them.
    /// Only of a whole year an excess is a fault; in a part of one they count up to what was purchased.
    struct Cover {
        let purchased: Double
        let certified: Double
        /// kWh, at most what was purchased.
        let counted: Double
        let fault: String?
        let note: String?

        init(_ certificates: [Entry], of purchases: [Entry], in year: Int, isWhole: Bool) {
            purchased = purchases.filter { $0.year == year }.reduce(0) { $0 + $1.amount }
            certified = certificates.filter { $0.year == year }.reduce(0) { $0 + $1.amount }
            let isAbove = certified > purchased * (1 + 1e-9)
            counted = isAbove ? max(0, purchased) : certified
            fault = isAbove && isWhole ? MarketMix.excess(certified, purchased, year) : nil
            note =
                isAbove && !isWhole
                ? "certificates of this part of \(year) (\(certified.plain) kWh) count up to its purchases"
                    + " (\(purchased.plain) kWh)" : nil
        }
    }

    /// Certificates of a year are spread over all purchases of that year.
    mutating func share(_ certificates: [Entry], over purchased: [Entry]) {
        faults += books.faults(of: certificates)
        let years = Set(purchased.map(\.year)).union(certificates.map(\.year)).sorted()
        for year in years {
            let bought = purchased.filter { $0.year == year }
            let proofs = certificates.filter { $0.year == year }
            let cover = Cover(proofs, of: bought, in: year, isWhole: wholeYears.contains(year))
            if let fault = cover.fault {
                faults.append(fault)
                continue
            }
            if let note = cover.note { notes.insert(note) }
            let used = cover.certified > 0 ? cover.counted / cover.certified : 1
            for proof in proofs {
                emissions.append(
                    Emission(
                        category: .electricity, kilograms: 0, amount: proof.amount * used,
                        unit: .kilowattHours, basis: .certificate, entries: [proof]))
            }
            let rest = cover.purchased > 0 ? 1 - cover.counted / cover.purchased : 0
            for entry in bought { take(entry, share: rest) }
        }
        if !certificates.isEmpty { notes.insert("certified electricity counts as free of direct emissions") }
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
