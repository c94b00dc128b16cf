/// All indicators, in the order of every output.
public enum Catalogue {
    public static let all: [Indicator] = zones + energy + comfort + carbon + resources + quality

    /// Of the zones' records alone.
    static let zones: [Indicator] = [
        .energy, .energyMetered, .energyEstimated, .energyIntensity, .energyIntensityAnnual,
        .occupiedHours, .litVacantHours, .litVacantEnergy, .darkOccupiedMinutes,
        .falseOffs, .switchings, .overrides,
        .saving, .savingFraction, .emissions, .coverage,
    ]
    static let energy: [Indicator] = [
        .energyPerOccupiedHour, .litVacantShare, .electricity, .districtHeat, .districtCooling, .siteEnergy,
        .siteEnergyIntensity, .siteEnergyIntensityAnnual, .energyPerPerson, .leni, .lightingShare, .plugShare,
        .peakDemand, .nightBaseLoad,
        .renewableShare, .cost,
    ]
    static let comfort: [Indicator] = [.darkOccupiedShare, .falseOffRate, .overrideRate]
    static let carbon: [Indicator] = [
        .scopeOne, .ghgFuel, .ghgVehicles, .ghgRefrigerants, .ghgOtherRefrigerants, .scopeTwoLocation,
        .scopeTwoMarket, .scopeThree, .ghgSupply, .ghgTravel, .ghgWaste, .ghgWater, .ghgMaterials,
        .ghgGross, .ghgCredits, .ghgNet, .ghgNeutral, .ghgPerPerson, .ghgPerArea,
    ]
    static let resources: [Indicator] = [
        .water, .waterPerPerson, .waterPerPersonAnnual, .leakAlarm, .waste, .wastePerPerson, .recyclingRate,
        .paperPerPerson,
    ]
    static let quality: [Indicator] = [.completeness, .dataQuality, .sensorHealth, .automationEvidence]

    public static func indicator(_ key: String) -> Indicator? { all.first { $0.key == key } }

    /// Every indicator of each site, followed by those of its zones, and of the organisation last. Figures of bills
    /// and supply meters are of sites and the organisation only.
    public static func compute(_ estate: Estate, over period: Period) -> [Figure] {
        compute(all, of: estate, over: period)
    }

    /// The same of some indicators.
    public static func compute(_ some: [Indicator], of estate: Estate, over period: Period) -> [Figure] {
        estate.samples(over: period).flatMap { sample in
            some.filter { $0.concerns(sample.scope) }.map { $0.figure(of: sample) }
        }
    }
}
