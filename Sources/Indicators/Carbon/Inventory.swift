import Activities
import Calendars
import Quantities

/// The greenhouse gases of one site in one period: Σ activity × factor, by category.
///
/// A category in which anything could not be computed has faults and no figure: a partial sum would look like a total.
struct Inventory: Sendable {
    /// Scope 2 is location-based here.
    private(set) var emissions: [Emission] = []
    /// Scope 2, market-based: certificates, then the supplier's factor, then the residual mix.
    private(set) var market: [Emission] = []
    private(set) var faults: [Category: [String]] = [:]
    private(set) var marketFaults: [String] = []
    /// What a reader must know beside the numbers.
    private(set) var notes: [Category: [String]] = [:]
    private(set) var marketNotes: [String] = []
    /// Categories with entries that the inventory leaves out, as nothing says what they emit.
    private(set) var omitted: [Category] = []

    private let site: Estate.Site
    private let books: Books

    /// - Parameter wholeYears: calendar years that the entries are of from their first moment to their last.
    init(of entries: [Entry], at site: Estate.Site, books: Books, wholeYears: Set<Int>) {
        (self.site, self.books) = (site, books)
        for category in Category.allCases {
            let own = entries.filter { category.kinds.contains($0.kind) }
            guard !own.isEmpty else { continue }
            guard isIn(category, own) else {
                omitted.append(category)
                continue
            }
            let passed = Self.passedOver(own)
            if !passed.isEmpty { notes[category, default: []] += passed }
            switch category {
            case .refrigerants: addRefrigerants(own)
            case .electricity: addElectricity(own)
            case .supply: for entry in own { addSupply(of: entry) }
            default: for entry in own { add(category, entry) }
            }
        }
        let heat = emissions.filter { $0.category == .heat }
        let purchased = entries.filter { $0.kind == .electricity }
        var mix = MarketMix(site: site, books: books, wholeYears: wholeYears)
        mix.share(entries.filter { $0.kind == .certificate }, over: purchased)
        let passed = [Kind.electricity, .heat, .certificate].flatMap { kind in
            Self.passedOver(entries.filter { $0.kind == kind })
        }
        (market, marketNotes) = (heat + mix.emissions, mix.notes.sorted() + passed)
        marketFaults = (mix.faults + (faults[.heat] ?? [])).sorted()
    }

    /// Nothing was reported that emits.
    var isEmpty: Bool { emissions.isEmpty && faults.isEmpty }

    /// Whether the supply of energy is counted, where any is bought.
    var tellsSupply: Bool { books.factors.tellsSupply }

    /// Which scope 2 gross emissions take in.
    var basis: Factor.Method { books.neutrality.basis }

    func faults(of entries: [Entry]) -> [String] { books.faults(of: entries) }

    func emissions(in categories: [Category]) -> [Emission] { emissions.filter { categories.contains($0.category) } }

    private func isIn(_ category: Category, _ own: [Entry]) -> Bool {
        if category == .supply { return books.factors.tellsSupply }
        return category.isAlwaysIn || own.contains { $0.emitted != nil && $0.kind.takesStatedEmission }
            || category.kinds.contains(where: books.factors.knows)
            || category.kinds.contains { site.boundary?.included.contains($0) == true }
    }

    private mutating func add(_ category: Category, _ entry: Entry) {
        let (site, books) = (site, books)
        if let emitted = entry.emitted, entry.kind.takesStatedEmission {
            var emission = Emission(
                category: category, kilograms: emitted, amount: entry.amount, unit: entry.unit, basis: .document,
                entries: [entry])
            emission.comparison = comparison(of: entry)
            emissions.append(emission)
            return
        }
        let purpose: FactorTable.Purpose = category == .heat ? .heat : category.scope == 1 ? .scopeOne : .scopeThree
        attempt(category) { () throws(FactorRefusal) in
            try books.requireFactors()
            let factor = try books.factors.choose(
                entry.kind, item: entry.item, zone: site.grid?.zone ?? "", year: entry.year, unit: entry.unit,
                for: purpose)
            return Emission(
                category: category, kilograms: entry.amount * factor.kilogramsPerUnit, amount: entry.amount,
                unit: entry.unit, basis: .factor(factor), entries: [entry])
        }
    }

    /// What the own factor of scope 3 gives for a line whose document states something.
    private func comparison(of entry: Entry) -> Emission.Comparison {
        do throws(FactorRefusal) {
            try books.requireFactors()
            return .factor(
                try books.factors.choose(
                    entry.kind, item: entry.item, zone: site.grid?.zone ?? "", year: entry.year, unit: entry.unit,
                    for: .scopeThree))
        } catch { return .lacking(error.description) }
    }

    /// What documents of scope 1 and 2 state, which is not counted: releases before took it in.
    private static func passedOver(_ entries: [Entry]) -> [String] {
        let own = entries.filter { $0.emitted != nil && !$0.kind.takesStatedEmission }
        guard !own.isEmpty else { return [] }
        let sum = own.reduce(0) { $0 + ($1.emitted ?? 0) }
        return [
            "\(sum.plain) kgCO2e that documents of \(own[0].kind.rawValue) state are not counted: they do not say whether "
                + "they mean direct emissions"
        ]
    }

    private mutating func addElectricity(_ entries: [Entry]) {
        let (site, books) = (site, books)
        for entry in entries {
            attempt(.electricity) { () throws(FactorRefusal) in
                let (value, basis) = try site.locationFactor(of: entry.year, books: books)
                return Emission(
                    category: .electricity, kilograms: entry.amount * value, amount: entry.amount, unit: entry.unit,
                    basis: basis, entries: [entry])
            }
        }
    }

    /// By the average of the grid, whatever was bought: certificates and contracts say nothing of supply.
    private mutating func addSupply(of entry: Entry) {
        let (site, books) = (site, books)
        attempt(.supply) { () throws(FactorRefusal) in
            guard entry.kind != .electricity || site.grid != nil else {
                throw FactorRefusal("the site states no grid (grid: ZONE)")
            }
            let factors = try books.factors.supply(
                of: entry.kind, item: entry.kind == .electricity ? "" : entry.item, zone: site.grid?.zone ?? "",
                year: entry.year, unit: entry.unit)
            return factors.map { factor in
                let basis: Emission.Basis =
                    switch factor {
                    case .row(let row): .factor(row)
                    case .difference(let lifeCycle, let direct): .difference(lifeCycle, less: direct)
                    }
                return Emission(
                    category: .supply, kilograms: entry.amount * factor.kilogramsPerUnit, amount: entry.amount,
                    unit: entry.unit, basis: basis, entries: [entry])
            }
        }
    }

    /// Lost: opening + purchased − closing − recovered, for each substance (GHG Protocol, stock method).
    ///
    /// The balance is of the whole period: what all openings say less what all closings say, where there are as many of
    /// either. Else its opening stocks are those of its first year, its closing stocks those of its last, and stocks in
    /// between only hand over from one year to the next.
    private mutating func addRefrigerants(_ entries: [Entry]) {
        let groups = Dictionary(grouping: entries) { Potentials.canonical($0.item) }
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
            let lastYear = group.map(\.year).max()
            guard let first = group.first, let last = group.first(where: { $0.year == lastYear }) else { continue }
            func moved(_ movement: String) -> [Entry] { group.filter { $0.details[.movement] == movement } }
            func sum(_ entries: [Entry]) -> Double { entries.reduce(0) { $0 + $1.amount } }
            // A line over the turn of the year is one stock in two entries.
            let (opening, closing) = (Stock.all(in: moved("opening")), Stock.all(in: moved("closing")))
            let (start, end) = (opening.map(\.years.lowerBound).min(), closing.map(\.years.upperBound).max())
            if opening.isEmpty != closing.isEmpty {
                let missing = opening.isEmpty ? "opening" : "closing"
                faults[.refrigerants, default: []].append("\(first.item): the \(missing) stock is missing")
                continue
            }
            if opening.isEmpty {
                notes[.refrigerants, default: []].append(
                    "\(first.item): without stocks what was refilled counts as lost")
            }
            // As many of either: each stock-take stands beside the one that hands over to it, also within a year.
            let isWhole = opening.count == closing.count
            let had = opening.filter { isWhole || $0.years.lowerBound == start }.reduce(0) { $0 + $1.amount }
            let left = closing.filter { isWhole || $0.years.upperBound == end }.reduce(0) { $0 + $1.amount }
            let lost = had + sum(moved("purchased")) - left - sum(moved("recovered"))
            guard lost > -1e-9 else {
                faults[.refrigerants, default: []].append(
                    "\(first.item): more was left and recovered than there was (\(lost.plain) kg)")
                continue
            }
            let books = books
            attempt(.refrigerants) { () throws(FactorRefusal) in
                let (value, basis) = try books.potential(of: last)
                return Emission(
                    category: .refrigerants, kilograms: max(0, lost) * value, amount: max(0, lost), unit: .kilograms,
                    basis: basis, entries: group, isKyoto: Potentials.isKyoto(first.item))
            }
        }
    }

    /// What one line says of how much there was.
    private struct Stock {
        var years: ClosedRange<Int>
        var amount: Double

        /// One of each line, in the order of their first entries.
        static func all(in entries: [Entry]) -> [Stock] {
            var stocks: [Stock] = []
            var places: [Entry.Source: Int] = [:]
            for entry in entries {
                if let place = places[entry.source] {
                    let years = stocks[place].years
                    stocks[place].years = min(years.lowerBound, entry.year)...max(years.upperBound, entry.year)
                    stocks[place].amount += entry.amount
                } else {
                    places[entry.source] = stocks.count
                    stocks.append(Stock(years: entry.year...entry.year, amount: entry.amount))
                }
            }
            return stocks
        }
    }

    private mutating func attempt(_ category: Category, _ work: () throws(FactorRefusal) -> Emission) {
        attempt(category) { () throws(FactorRefusal) -> [Emission] in [try work()] }
    }

    private mutating func attempt(_ category: Category, _ work: () throws(FactorRefusal) -> [Emission]) {
        do throws(FactorRefusal) { emissions += try work() } catch {
            if faults[category]?.contains(error.description) != true {
                faults[category, default: []].append(error.description)
            }
        }
    }
}

extension Books {
    func requireFactors() throws(FactorRefusal) {
        guard hasFactors else {
            throw FactorRefusal("no factor table is stated (factors: FILE in the organisation's file)")
        }
    }

    /// A row of the factor table goes before the built-in table of potentials.
    fileprivate func potential(of entry: Entry) throws(FactorRefusal) -> (Double, Emission.Basis) {
        let name = Potentials.canonical(entry.item)
        let row = factors.rows(of: .refrigerant).first { Potentials.canonical($0.item) == name }
        if let row {
            let factor = try factors.choose(
                .refrigerant, item: row.item, zone: "", year: entry.year, unit: .kilograms, for: .scopeOne)
            return (factor.kilogramsPerUnit, .factor(factor))
        }
        guard let potentials else {
            throw FactorRefusal("which table of warming potentials is meant is not stated (gwp: AR5 or gwp: AR6)")
        }
        guard let value = potentials.value(of: entry.item) else {
            throw FactorRefusal(
                "\(entry.item) is not in the \(potentials.rawValue) table (\(Potentials.known.joined(separator: ", ")));"
                    + " give it a row in the factor table")
        }
        return (value, .potential(potentials, substance: entry.item, value))
    }
}

extension Estate.Site {
    /// kgCO2e/kWh of the grid in a year: of the factor table by the site's grid, or the site's own stated factor.
    func locationFactor(of year: Int, books: Books) throws(FactorRefusal) -> (Double, Emission.Basis) {
        if let grid {
            try books.requireFactors()
            let factor = try books.factors.choose(
                .electricity, zone: grid.zone, year: year, unit: .kilowattHours, for: .location)
            return (factor.kilogramsPerUnit, .factor(factor))
        }
        guard let factor else {
            throw FactorRefusal("the site states no grid (grid: ZONE) and no factor of its own")
        }
        guard factor.isScope2, factor.method == .location else {
            throw FactorRefusal("the site's stated factor is refused: \(factor.label)")
        }
        guard factor.year == year else {
            throw FactorRefusal("the site's stated factor is of \(factor.year), not of \(year)")
        }
        return (factor.gramsCO2ePerKilowattHour / 1_000, .stated(factor))
    }
}

extension Estate.Site {
    /// What the zones' own energy is multiplied by: the stated factor, or the grid's of the one year that the period
    /// lies in; `nil` when the site states neither.
    func zoneFactor(over period: Period, books: Books) throws(FactorRefusal) -> Factor? {
        if let factor { return factor }
        guard let grid else { return nil }
        let period = period.days(in: timezone)
        let year = timezone.civil(of: period.from).date.year
        let last = Timestamp(milliseconds: period.to.milliseconds - 1)
        guard timezone.civil(of: last).date.year == year else {
            throw FactorRefusal("the period lies in several years, and a factor is of one: take the years apart")
        }
        try books.requireFactors()
        let found = try books.factors.choose(
            .electricity, zone: grid.zone, year: year, unit: .kilowattHours, for: .location)
        guard let method = found.meaning.method, let margin = found.meaning.margin, let point = found.meaning.point,
            let content = Factor.Content(rawValue: found.meaning.content.rawValue)
        else { return nil }
        return Factor(
            gramsCO2ePerKilowattHour: found.kilogramsPerUnit * 1_000,
            source: "\(found.source), version \(found.version), \(found.licence)", year: found.year, method: method,
            margin: margin, content: content, point: point)
    }
}
