/// All indicators, in the order of every output.
public enum Catalogue {
    public static let all: [Indicator] = [
        .energy, .energyMetered, .energyEstimated, .energyIntensity, .energyIntensityAnnual,
        .occupiedHours, .litVacantHours, .litVacantEnergy, .darkOccupiedMinutes,
        .falseOffs, .switchings, .overrides,
        .saving, .savingFraction, .emissions, .coverage,
    ]

    /// Every indicator of each site, followed by those of its zones, and of the organisation last.
    public static func compute(_ estate: Estate, over period: Period) -> [Figure] {
        estate.samples(over: period).flatMap { sample in all.map { $0.figure(of: sample) } }
    }
}
