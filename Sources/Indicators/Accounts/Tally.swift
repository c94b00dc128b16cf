import Activities
import Quantities

/// Sums and quotients over the sites of a sample.
extension Sample {
    /// Σ over sites. A site that lacks the measure is named and counts as not covered; one that refuses it leaves the
    /// whole without a figure.
    func total(_ measure: Measure) -> Reading {
        var sum = Tally()
        for place in places { sum.add(measure.read(place), of: place) }
        var reading = sum.reading(self, named: places.count > 1)
        reading.value = sum.parts.isEmpty || !sum.refusals.isEmpty ? nil : sum.parts.reduce(0) { $0 + $1.part.value }
        if reading.value != nil {
            let terms = sum.parts.map {
                "\($0.part.worked ?? $0.part.value.plain)\(places.count > 1 ? " (\($0.site))" : "")"
            }
            reading.worked = terms.joined(separator: " + ")
        }
        return reading
    }

    /// Σ numerator / Σ denominator, over the sites that know both.
    func quotient(_ numerator: Measure, by denominator: Measure) -> Reading {
        var (above, below) = (Tally(), Tally())
        for place in places {
            let (top, bottom) = (numerator.read(place), denominator.read(place))
            switch (top, bottom) {
            case (.part(let a), .part(let b)):
                var a = a
                a.time = a.time ?? a.coverage
                a.coverage = min(a.coverage, b.coverage)
                above.add(.part(a), of: place)
                below.add(bottom, of: place)
            case (.part, _): above.add(bottom, of: place)
            default: above.add(top, of: place)
            }
        }
        var reading = above.reading(self, named: places.count > 1)
        reading.entries += below.parts.flatMap(\.part.entries)
        for (_, _, part) in below.parts { reading.meters.formUnion(part.meters) }
        reading.evidence += below.evidence
        reading.add(notes: below.notes)
        guard above.refusals.isEmpty, !above.parts.isEmpty else { return reading }
        let top = above.parts.reduce(0) { $0 + $1.part.value }
        let bottom = below.parts.reduce(0) { $0 + $1.part.value }
        reading.evidence += [
            .input(numerator.name, top, unit: numerator.unit), .input(denominator.name, bottom, unit: denominator.unit),
        ]
        guard bottom > 0 else {
            reading.add(notes: ["there is no \(denominator.name) to divide by"])
            return reading
        }
        (reading.value, reading.time) = (top / bottom, above.time)
        reading.worked = "\(top.plain) \(numerator.unit) / \(bottom.plain) \(denominator.unit)"
        return reading
    }

    /// What sites say, gathered.
    struct Tally {
        private(set) var parts: [(site: String, place: Place, part: Measure.Part)] = []
        private(set) var lacks: [(site: String, reason: String)] = []
        private(set) var refusals: [(site: String, reasons: [String])] = []

        var notes: [String] { parts.flatMap(\.part.notes) }
        var evidence: [Evidence] { parts.flatMap(\.part.evidence) }

        /// The share of the time that the sum is known of, as it would be if every site's amount went on as it does:
        /// Σ amount / Σ (amount / time).
        var time: Double {
            let known = parts.map(\.part).filter { ($0.time ?? $0.coverage) > 0 }
            let whole = known.reduce(0) { $0 + $1.value / ($1.time ?? $1.coverage) }
            return whole > 0 ? known.reduce(0) { $0 + $1.value } / whole : 1
        }

        mutating func add(_ said: Measure.Said, of place: Place) {
            switch said {
            case .part(let part): parts.append((place.site.id, place, part))
            case .lacking(let reason): lacks.append((place.site.id, reason))
            case .refused(let reasons): refusals.append((place.site.id, reasons))
            }
        }

        /// All but the value.
        func reading(_ sample: Sample, named: Bool) -> Reading {
            var reading = Reading(value: nil, coverage: sample.coverage(of: parts.map { ($0.place, $0.part.coverage) }))
            reading.entries = parts.flatMap(\.part.entries)
            reading.meters = parts.reduce(into: []) { $0.formUnion($1.part.meters) }
            reading.evidence = evidence
            guard refusals.isEmpty else {
                let reasons = refusals.flatMap { refusal in
                    refusal.reasons.map { named ? "\(refusal.site): \($0)" : $0 }
                }
                reading.note = reasons.joined(separator: "; ")
                reading.isRefused = true
                return reading
            }
            if parts.isEmpty, lacks.isEmpty { reading.note = "no site is declared" }
            var notes = notes
            for (reason, sites) in grouped(lacks) {
                notes.append(parts.isEmpty && !named ? reason : "without \(sites.joined(separator: ", ")): \(reason)")
            }
            reading.add(notes: notes)
            return reading
        }

        private func grouped(_ lacks: [(site: String, reason: String)]) -> [(reason: String, sites: [String])] {
            var groups: [(reason: String, sites: [String])] = []
            for lack in lacks {
                if let place = groups.firstIndex(where: { $0.reason == lack.reason }) {
                    groups[place].sites.append(lack.site)
                } else {
                    groups.append((lack.reason, [lack.site]))
                }
            }
            return groups
        }
    }

    /// The mean over sites, weighted by floor area where that of all is known; a site that says nothing counts 0.
    func coverage(of shares: [(place: Place, share: Double)]) -> Double {
        guard !places.isEmpty else { return 0 }
        let hasAreas = places.allSatisfy { $0.site.area != nil }
        func weight(_ place: Place) -> Double { hasAreas ? place.site.area?.value ?? 1 : 1 }
        let whole = places.reduce(0) { $0 + weight($1) }
        return min(1, shares.reduce(0) { $0 + weight($1.place) * max(0, $1.share) } / whole)
    }
}

extension Reading {
    /// Adds what is not said yet.
    mutating func add(notes: [String]) {
        var said = note.map { [$0] } ?? []
        for note in notes where !said.contains(note) { said.append(note) }
        note = said.isEmpty ? nil : said.joined(separator: "; ")
    }
}
