internal import Activities

extension Template {
    static let cartridges = Template(
        .cartridges, "toner and ink cartridges that were bought.",
        span: [("2026-03-09", nil), ("2026-03-17", nil)],
        amount: .amount(.cartridges, "how many", shown: nil, "12", "4"),
        details: [
            .shown("invoice", "its number", "C-881", "C-902")
        ])
}
