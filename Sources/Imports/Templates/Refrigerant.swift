internal import Activities

extension Template {
    static let refrigerant = Template(
        .refrigerant, "stock and movements of refrigerants.",
        span: [("2026-03-09", nil), ("2026-03-17", nil)],
        amount: .amount(.refrigerant, "mass", shown: "kg", "12.5", "2.3"),
        details: [
            .detail(.substance, "the refrigerant", "R-410A", "R-410A"),
            .detail(
                .movement, "what happened to it", words: ["opening", "purchased", "closing", "recovered"], "opening",
                "purchased"),
        ])
}
