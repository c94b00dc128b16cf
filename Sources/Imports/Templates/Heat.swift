internal import Activities

extension Template {
    static let heat = Template(
        .heat, "district heat, steam or cooling that was bought.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.heat, "what the bill is for", shown: "mwh", "42.5", "38.1"),
        details: [
            .shown("meter", "the meter that the bill is for", "M-1", "M-1"),
            Column(
                Detail.stream.rawValue, "what was bought; heat where it is empty", words: Kind.heatStreams, "heat",
                "heat"),
            .shown("cost", "what was paid", "5100.00", "4572.00"),
            .shown("currency", "of the cost, three capitals of ISO 4217", "CHF", "CHF"),
        ],
        notes: [
            "Hot water is heat. Of cooling the amount is the cold that was delivered, not the electricity that made it."
        ])
}
