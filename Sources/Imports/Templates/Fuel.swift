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
            .shown("heating_value", "energy in a unit of the fuel, where the supplier states it", "9.96", ""),
            Column(
                "heating_unit", "unit of the heating value", words: HeatingUnit.all.map(\.name), "kWh/L", ""),
            Column(
                "heating_basis",
                "whether it is the net (lower) or the gross (higher) heating value; of an amount in kWh, too",
                words: HeatingUnit.Basis.allCases.map(\.rawValue), "net", ""),
            .shown("heating_source", "who says so", "delivery note", ""),
        ],
        notes: [
            "Fuel bought into a tank is not yet burnt: give the span in which it was used, or a tank's readings.",
            "A line that names a meter says what that meter counted: spans of one meter and fuel do not overlap, whatever",
            "the invoice. A bill that was corrected replaces the old one: undo the batch that brought it.",
            "A heating value turns L, m3 and kg into kWh; without one that of the factors' file is taken, of the same year.",
        ])
}
