internal import Activities

extension Template {
    static let generation = Template(
        .generation, "electricity made on the site, used there or exported.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.generation, "what the meter of the plant counted", shown: "kwh", "1240", "1810"),
        details: [
            .shown("meter", "the meter of the plant", "PV-1", "PV-1"),
            Column(
                "quality", "how the amount is known; billed where it is empty", words: Quality.allCases.map(\.rawValue),
                "metered", "metered"),
            Column(
                Detail.fuel.rawValue,
                "what it burnt, by its name in the factors' file; empty for sun, wind and water, and only then renewable"
            ),
        ],
        notes: [
            "What is exported stands under export as well: it is a part of what is generated."
        ])
}
