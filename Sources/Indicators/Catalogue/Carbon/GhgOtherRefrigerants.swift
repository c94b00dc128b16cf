extension Indicator {
    public static let ghgOtherRefrigerants = Indicator(
        key: "ghg_other_refrigerants", title: "GHG of refrigerants not under Kyoto", unit: "kgCO2e",
        definition:
            "The part of the refrigerants that is not on the Kyoto Protocol's list, such as R-22: in the gross total, and printed apart.",
        formula: "Σ (opening + purchased − closing − recovered) × potential, of gases not on the list",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.otherRefrigerants) }
}
