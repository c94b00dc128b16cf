public import Activities

/// One thing a figure rests on.
public enum Evidence: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable {
        case metered, estimated, interpolated
        /// Of the area alone.
        case withBaseline = "with_baseline"
    }

    /// A share, 0 to 1, of the scope's area and period. Metered, estimated and missing make 1;
    /// interpolated time is a part of the first two.
    case share(Part, Double)
    case baseline(Baseline)
    /// The sites whose energy was multiplied by the factor.
    case factor(Factor, sites: [String])
    /// A factor of the table, with the amount it was multiplied by, in the factor's unit.
    case emission(EmissionFactor, amount: Double)
    /// A life-cycle factor less a direct one, with the amount that the difference was multiplied by.
    case difference(EmissionFactor, less: EmissionFactor, amount: Double)
    /// A fuel's heating value, with the amount that it turned into kWh, in its unit.
    case heating(HeatingValue, amount: Double)
    /// A refrigerant's warming potential, with the kilograms it was multiplied by.
    case potential(Potentials, substance: String, value: Double, kilograms: Double)
    /// A number that the formula was given.
    case input(String, Double, unit: String)
    /// Lines of documents: how many, how they are known, which share of their amount was split in proportion to time
    /// because it straddled an edge, and where they stand: `bills.csv:2-13 (batch 3)`.
    case activities(Kind, count: Int, qualities: [Quality: Int], interpolated: Double, origins: [String])
    /// Meters of one kind of supply, by name, and the share of their amount that was split.
    case meters(Kind, names: [String], interpolated: Double)
    /// What one meter shows, as a sentence.
    case meter(String, finding: String)
    /// What is declared rather than measured, such as a boundary.
    case declaration(String, text: String)

    /// `share`, `baseline`, `factor`, `emission`, `difference`, `heating`, `potential`, `input`, `activities`,
    /// `meters`, `meter` or `declaration`.
    public var kind: String {
        switch self {
        case .share: "share"
        case .baseline: "baseline"
        case .factor: "factor"
        case .emission: "emission"
        case .difference: "difference"
        case .heating: "heating"
        case .potential: "potential"
        case .input: "input"
        case .activities: "activities"
        case .meters: "meters"
        case .meter: "meter"
        case .declaration: "declaration"
        }
    }

    /// For people: `metered 60 %`.
    public var text: String {
        switch self {
        case .share(let part, let share):
            "\(part == .withBaseline ? "area with baseline" : part.rawValue) \((share * 100).fixed(places: 1)) %"
        case .baseline(let baseline):
            "baseline \(baseline.kilowattHoursPerSquareMetreYear.plain) kWh/m²·yr"
                + " (\(baseline.source), \(baseline.period))"
        case .factor(let factor, let sites):
            "factor \(factor.gramsCO2ePerKilowattHour.plain) gCO2e/kWh for \(sites.joined(separator: ", "))"
                + " (\(factor.source), \(factor.year); \(factor.label))"
        case .emission(let factor, let amount):
            "factor \(factor.text) for \(amount.plain) \(factor.unit.rawValue)"
        case .difference(let lifeCycle, let direct, let amount):
            "factor \(lifeCycle.text) less \(direct.text) for \(amount.plain) \(lifeCycle.unit.rawValue)"
        case .heating(let value, let amount): "\(value.text) for \(amount.plain) \(value.unit.rawValue)"
        case .potential(let table, let substance, let value, let kilograms):
            "warming potential of \(substance) \(value.plain) (IPCC \(table.rawValue), 100 years) for \(kilograms.plain) kg"
        case .input(let name, let value, let unit): "\(name) \(value.plain)\(unit == "1" ? "" : " \(unit)")"
        case .activities(let kind, let count, let qualities, let interpolated, let origins):
            "\(count) \(count == 1 ? "line" : "lines") of \(kind.rawValue) (\(Self.counts(qualities))"
                + "\(Self.split(interpolated))): \(origins.joined(separator: ", "))"
        case .meters(let kind, let names, let interpolated):
            "\(names.count == 1 ? "meter" : "meters") of \(kind.rawValue): \(names.joined(separator: ", "))"
                + Self.split(interpolated)
        case .meter(let name, let finding): "meter \(name): \(finding)"
        case .declaration(let name, let text): "\(name): \(text)"
        }
    }

    private static func split(_ share: Double) -> String {
        share > 0 ? "; \((share * 100).fixed(places: 1)) % split in proportion to time" : ""
    }

    private static func counts(_ qualities: [Quality: Int]) -> String {
        Quality.allCases.compactMap { quality in qualities[quality].map { "\($0) \(quality.rawValue)" } }
            .joined(separator: ", ")
    }
}
