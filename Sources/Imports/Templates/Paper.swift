internal import Activities

extension Template {
    static let paper = Template(
        .paper, "office paper that was bought.",
        span: [("2026-03-09", nil), ("2026-03-17", nil)],
        amount: .amount(.paper, "mass; a ream of A4 at 80 g/m2 is 2.5 kg", shown: "kg", "250", "125"),
        details: [
            .shown("supplier", "who made the document", "Papyrus", "Papyrus")
        ])
}
