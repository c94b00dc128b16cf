import Activities

extension Indicator {
    public static let ghgNeutral = Indicator(
        key: "ghg_neutral", title: "Climate neutral", unit: "1",
        definition:
            "1 if the boundary is complete, the gross published, systematic reductions shown and retired credits cover the rest; else 0.",
        formula: "boundary complete ∧ gross published ∧ reductions shown ∧ credits ≥ gross",
        source: "UN Secretariat action plan (A/72/82), paragraph 8: reductions first, credits for what is unavoidable",
        reach: .sites, accumulates: false
    ) { sample in
        let gross = sample.total(.gross)
        guard let emitted = gross.value else { return gross }
        var reading = sample.total(.credits)
        guard let retired = reading.value else { return reading }
        reading.entries += gross.entries
        reading.coverage = gross.coverage
        var against: [String] = []
        for place in sample.places {
            guard let boundary = place.site.boundary else {
                against.append("\(place.site.id) declares no boundary")
                continue
            }
            if !boundary.isComplete {
                against.append("the boundary of \(place.site.id) is not complete: \(boundary.text)")
            }
            if boundary.included.isEmpty {
                against.append("the boundary of \(place.site.id) does not say what it includes (included:)")
            }
            if !boundary.untold.isEmpty {
                let names = boundary.untold.map(\.rawValue).joined(separator: ", ")
                against.append(
                    "the boundary of \(place.site.id) says nothing of \(names): include them (included:), or declare that "
                        + "there are none (none:)")
            }
            let contrary = boundary.none.filter { kind in place.entries.contains { $0.kind == kind } }
            if !contrary.isEmpty {
                let names = contrary.map(\.rawValue).joined(separator: ", ")
                against.append("declared to be none, and there are data: \(place.site.id) \(names)")
            }
            let missing = boundary.included.filter { kind in !place.entries.contains { $0.kind == kind } }
            if !missing.isEmpty {
                let names = missing.map(\.rawValue).joined(separator: ", ")
                against.append("declared, but without data: \(place.site.id) \(names)")
            }
        }
        let claim = sample.books.neutrality
        if claim.published == nil { against.append("where the gross is published is not stated") }
        if claim.reductions.isEmpty {
            against.append("no systematic reduction is stated: credits alone are not neutrality")
        }
        if !gross.isCovered { against.append("the inventory covers \((gross.coverage * 100).floored(places: 1)) %") }
        let silent = sample.places.filter { $0.inventory.isEmpty }.map(\.site.id)
        if !silent.isEmpty { against.append("nothing is reported of \(silent.joined(separator: ", "))") }
        if retired < emitted - 1e-6 {
            against.append("credits of \(retired.plain) kgCO2e are below the gross of \(emitted.plain) kgCO2e")
        }
        reading.value = against.isEmpty ? 1 : 0
        reading.worked =
            "\(against.isEmpty ? "all of" : "not all of"): boundary, publication, reductions,"
            + " \(retired.plain) ≥ \(emitted.plain) kgCO2e"
        reading.note = nil
        reading.add(notes: against)
        if let note = gross.note {
            reading.add(notes: note.split(separator: "; ").map(String.init).filter { !against.contains($0) })
        }
        reading.evidence += [
            .input("gross", emitted, unit: "kgCO2e"), .input("credits", retired, unit: "kgCO2e"),
            .input("net", emitted - retired, unit: "kgCO2e"),
            .declaration("gross published", text: claim.published ?? "not stated"),
            .declaration("scope 2 in the gross", text: claim.basis.rawValue),
        ]
        reading.evidence += claim.reductions.map { .declaration("reduction", text: $0) }
        reading.evidence += gross.evidence.filter { $0.kind == "declaration" }
        return reading
    }
}
