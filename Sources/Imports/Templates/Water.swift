internal import Activities

extension Template {
    static let water = Template(
        .water, "fresh water that was bought or pumped.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.water, "what the bill is for", shown: "m3", "310", "295"),
        details: [
            .shown("meter", "the meter that the bill is for", "M-1", "M-1"),
            .shown("cost", "what was paid", "620.00", "590.00"),
            .shown("currency", "of the cost, three capitals of ISO 4217", "CHF", "CHF"),
        ])
}
