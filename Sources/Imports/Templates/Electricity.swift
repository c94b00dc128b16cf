internal import Activities

extension Template {
    static let electricity = Template(
        .electricity, "bought from the grid, as bills say; landlords' bills by share of area.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.electricity, "what the bill is for", shown: "kwh", "18250", "96400"),
        details: [
            .shown("meter", "the meter that the bill is for", "M-1", "M-1"),
            .shown("own_m2", "own area where a landlord's bill is for the whole building", "", "420"),
            .shown("building_m2", "the building's area that this bill is for", "", "3600"),
            .shown("cost", "what was paid", "4015.00", "21208.00"),
            .shown("currency", "of the cost, three capitals of ISO 4217", "CHF", "CHF"),
            .shown("invoice", "its number", "E-26-0117", "L-26-04"),
            .shown("note", "evidence, or what else should be known", "", "areas: lease of 2019, annex 2"),
        ])
}
