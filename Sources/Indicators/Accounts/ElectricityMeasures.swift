import Activities
import Quantities

/// The terms of electricity's shares.
extension Measure {
    /// What the sub-meters of one use counted.
    static func submeters(_ use: Series.Use) -> Measure {
        Measure("\(use.rawValue) meters", "kWh") { place in
            let cut = Cut(place.period, in: place.site.timezone)
            let series = place.site.series.filter { $0.medium == .electricity && $0.use == use }
            let own = series.flatMap { cut.entries(of: $0, as: .electricity) }
            guard !series.isEmpty else { return .lacking("no meter of \(use.rawValue)") }
            let names = Set(series.map(\.meter)).sorted()
            guard !own.isEmpty else {
                return .lacking("no counts of \(names.joined(separator: ", ")) in this period")
            }
            let meters = Dictionary(grouping: own) { $0.meter ?? "" }
            let known = meters.values.map { pieces in
                pieces.reduce(TimeRanges()) { $0.union($1.time) }.milliseconds
            }.reduce(0, +)
            let share = Double(known) / Double(names.count) / Double(place.period.length.milliseconds)
            var part = Part(value: own.reduce(0) { $0 + $1.amount }, coverage: min(1, share), entries: own)
            let silent = names.filter { meters[$0] == nil }.map { "\(place.site.id)/\($0)" }
            if !silent.isEmpty {
                part.notes.append("no counts in this period of \(silent.joined(separator: ", "))")
            }
            return .part(part)
        }
    }

    /// The same, where it is known of as much of the time as the whole that it is a part of: a share of half a year in a
    /// year is none. A tenth less is let pass.
    static func submeters(_ use: Series.Use, within whole: Measure) -> Measure {
        let part = submeters(use)
        return Measure(part.name, part.unit) { place in
            let said = part.read(place)
            guard case .part(let own) = said, case .part(let all) = whole.read(place) else { return said }
            let (time, most) = (own.coverage, all.time ?? all.coverage)
            guard min(time, most) < max(time, most) * 0.9 - 1e-9 else { return said }
            func percent(_ share: Double) -> String { "\((share * 100).floored(places: 1)) %" }
            return .lacking(
                "\(part.name) tell of \(percent(time)) of the time and \(whole.name) of \(percent(most)): no share is made "
                    + "of different times")
        }
    }

    /// Made on the site of sun or wind and kept, and proven by certificates; what a fuel made is named by its line.
    static let renewable = Measure("renewable electricity", "kWh") { place in
        let own = place.entries(.generation, .export, .certificate)
        let proofs = own.filter { $0.kind == .certificate }
        var faults = place.inventory.faults(of: proofs)
        let bought = place.entries(.electricity)
        var (proven, notes) = (0.0, [String]())
        for year in Set(proofs.map(\.year)).sorted() {
            let cover = MarketMix.Cover(proofs, of: bought, in: year, isWhole: place.wholeYears.contains(year))
            proven += cover.counted
            if let fault = cover.fault { faults.append(fault) }
            if let note = cover.note { notes.append(note) }
        }
        let made = own.filter { $0.kind == .generation }.reduce(0) { $0 + $1.amount }
        let clean = own.filter { $0.kind == .generation && $0.details[.fuel] == nil }.reduce(0) { $0 + $1.amount }
        let given = own.filter { $0.kind == .export }.reduce(0) { $0 + $1.amount }
        if given > made * (1 + 1e-9) {
            faults.append("more was given away (\(given.plain) kWh) than made (\(made.plain) kWh)")
        }
        guard faults.isEmpty else { return .refused(faults) }
        // What was given away is taken to be the renewable part: the share never looks better than it is.
        var part = Part(value: max(0, clean - given) + proven, coverage: 1, entries: own)
        part.evidence = [
            .input("made and kept at \(place.site.id)", max(0, clean - given), unit: "kWh"),
            .input("proven by certificates at \(place.site.id)", proven, unit: "kWh"),
        ]
        part.evidence += place.vintages(of: proofs)
        part.notes = notes
        if own.isEmpty { part.notes.append("nothing made on the site and no certificates are on record") }
        return .part(part)
    }
}
