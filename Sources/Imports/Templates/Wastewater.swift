internal import Activities

extension Template {
    static let wastewater = Template(
        .wastewater, "water that went to the sewer.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.wastewater, "what the bill is for", shown: "m3", "290", "280"),
        details: [
            .shown("meter", "the meter that the bill is for", "M-1", "M-1")
        ])
}
