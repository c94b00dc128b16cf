import Activities
import Quantities

/// The terms of electricity's shares.
extension Measure {
    /// What the sub-meters of one use counted.
    static func submeters(_ use: Series.Use) -> Measure {
        Measure("\(use.rawValue) meters", "kWh") { place in
            let cut = Cut(place.period, in: place.site.timezone)
            let own = place.site.series.filter { $0.medium == .electricity && $0.use == use }
                .flatMap { cut.entries(of: $0, as: .electricity) }
            guard !own.isEmpty else { return .lacking("no meter of \(use.rawValue)") }
            let meters = Dictionary(grouping: own) { $0.meter ?? "" }.values
            let known = meters.map { pieces in
                pieces.reduce(TimeRanges()) { $0.union($1.time) }.milliseconds
            }.reduce(0, +)
            let share = Double(known) / Double(meters.count) / Double(place.period.length.milliseconds)
            return .part(Part(value: own.reduce(0) { $0 + $1.amount }, coverage: min(1, share), entries: own))
        }
    }

    /// Made on the site of sun or wind and kept, and proven by certificates; what a fuel made is named by its line.
    static let renewable = Measure("renewable electricity", "kWh") { place in
        let own = place.entries(.generation, .export, .certificate)
        let proofs = own.filter { $0.kind == .certificate }
        var faults = place.inventory.doubles(among: proofs)
        let bought = place.entries(.electricity)
        for year in Set(proofs.map(\.year)).sorted() {
            let total = bought.filter { $0.year == year }.reduce(0) { $0 + $1.amount }
            let proven = proofs.filter { $0.year == year }.reduce(0) { $0 + $1.amount }
            if proven > total * (1 + 1e-9) { faults.append(MarketMix.excess(proven, total, year)) }
        }
        let made = own.filter { $0.kind == .generation }.reduce(0) { $0 + $1.amount }
        let clean = own.filter { $0.kind == .generation && $0.details[.fuel] == nil }.reduce(0) { $0 + $1.amount }
        let given = own.filter { $0.kind == .export }.reduce(0) { $0 + $1.amount }
        if given > made * (1 + 1e-9) {
            faults.append("more was given away (\(given.plain) kWh) than made (\(made.plain) kWh)")
        }
        guard faults.isEmpty else { return .refused(faults) }
        let proven = proofs.reduce(0) { $0 + $1.amount }
        // What was given away is taken to be the renewable part: the share never looks better than it is.
        var part = Part(value: max(0, clean - given) + proven, coverage: 1, entries: own)
        part.evidence = [
            .input("made and kept at \(place.site.id)", max(0, clean - given), unit: "kWh"),
            .input("proven by certificates at \(place.site.id)", proven, unit: "kWh"),
        ]
        if own.isEmpty { part.notes.append("nothing made on the site and no certificates are on record") }
        return .part(part)
    }
}
