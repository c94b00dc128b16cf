internal import Activities

extension Template {
    static let fuel = Template(
        .fuel, "burnt on the site: boilers and generators.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.fuel, "what was burnt or delivered", shown: nil, "1200", "5400"),
        details: [
            Column("unit", "unit of the amount, where the header does not say it", "L", "m3"),
            .detail(.fuel, "its name in the factors' file", "diesel", "natural gas"),
            .shown("cost", "what was paid", "1980.00", "4860.00"),
            .shown("currency", "of the cost, three capitals of ISO 4217", "CHF", "CHF"),
        ],
        notes: [
            "Fuel bought into a tank is not yet burnt: give the span in which it was used, or a tank's readings."
        ])
}
