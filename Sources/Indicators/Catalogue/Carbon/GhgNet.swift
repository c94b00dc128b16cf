extension Indicator {
    public static let ghgNet = Indicator(
        key: "ghg_net", title: "Net emissions", unit: "kgCO2e",
        definition:
            "Gross emissions less retired credits; never shown without both.",
        formula: "gross − credits",
        source: "UN Secretariat action plan (A/72/82), paragraph 8", reach: .sites
    ) { sample in
        let credits = sample.total(.credits)
        var reading = sample.total(.gross)
        guard let gross = reading.value else { return reading }
        guard !credits.isRefused else { return credits }
        let retired = credits.value ?? 0
        reading.value = gross - retired
        reading.worked = "\(gross.plain) − \(retired.plain) kgCO2e"
        reading.entries += credits.entries
        reading.evidence += [
            .input("gross", gross, unit: "kgCO2e"), .input("credits", retired, unit: "kgCO2e"),
        ]
        if retired == 0 { reading.add(notes: ["no retired credit is on record"]) }
        return reading
    }
}
