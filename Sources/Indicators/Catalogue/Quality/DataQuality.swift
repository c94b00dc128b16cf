import Activities
import Quantities

extension Indicator {
    public static let dataQuality = Indicator(
        key: "data_quality", title: "Data quality of energy", unit: "1",
        definition:
            "How well energy is known: metered 1, billed 0.9, interpolated 0.6, estimated 0.3, times the time told of.",
        formula: "Σ energy × coverage × quality / Σ energy",
        source: "Own scale; of a site's bills and meters where it has any, else of its zones' records",
        accumulates: false
    ) { sample in
        var parts: [(energy: Double, coverage: Double, quality: Double)] = []
        var reading = Reading(value: nil, coverage: 0)
        var shares: [(place: Place, share: Double)] = []
        let kinds: [Kind] = [.electricity, .generation, .heat, .fuel]
        for place in sample.places {
            let energies =
                place.entries(.electricity, .generation, .heat).map { ($0, $0.amount) } + place.fuels.counted
            let own = energies.map(\.0)
            guard !own.isEmpty else { continue }
            var coverages: [Kind: Double] = [:]
            for kind in Set(own.map(\.kind)) { coverages[kind] = place.coverage(of: [kind]) }
            for (entry, energy) in energies {
                parts.append((energy, coverages[entry.kind] ?? 0, entry.quality.weight))
            }
            shares.append((place, place.coverage(of: kinds)))
            reading.entries += own
        }
        if parts.isEmpty {
            parts = sample.zoneQuality
            reading.coverage = sample.share(of: { $0.observed })
        } else {
            reading.coverage = sample.coverage(of: shares)
        }
        let whole = parts.reduce(0) { $0 + $1.energy }
        guard whole > 0 else {
            reading.note = sample.members.isEmpty ? "no zone is declared" : "no data in this period"
            return reading
        }
        reading.value = parts.reduce(0) { $0 + $1.energy * $1.coverage * $1.quality } / whole
        for level in Set(parts.map(\.quality)).sorted(by: >) {
            let energy = parts.filter { $0.quality == level }.reduce(0) { $0 + $1.energy }
            reading.evidence.append(.input("energy known at \(level.plain)", energy, unit: "kWh"))
        }
        if !reading.isCovered { reading.note = "provisional: coverage is below 90 %" }
        return reading
    }
}

extension Sample {
    /// Metered energy at 1, estimated at 0.3; the part of records that was split at 0.6 at most.
    fileprivate var zoneQuality: [(energy: Double, coverage: Double, quality: Double)] {
        members.flatMap { member -> [(energy: Double, coverage: Double, quality: Double)] in
            guard let use = member.zone.use else { return [] }
            let coverage = min(1, Double(use.observed.milliseconds) / Double(period.length.milliseconds))
            let split =
                use.observed > .zero
                ? min(1, Double(use.interpolated.milliseconds) / Double(use.observed.milliseconds)) : 0
            let known = [
                (use.meteredEnergy, Quality.metered.weight), (use.estimatedEnergy, Quality.proxy.weight),
            ]
            return known.flatMap { energy, quality -> [(energy: Double, coverage: Double, quality: Double)] in
                guard let energy = energy?.kilowattHours, energy > 0 else { return [] }
                let worse = min(quality, Quality.interpolated.weight)
                return [(energy * (1 - split), coverage, quality), (energy * split, coverage, worse)]
                    .filter { $0.0 > 0 }
            }
        }
    }
}
