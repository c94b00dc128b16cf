internal import Activities

extension Template {
    static let certificate = Template(
        .certificate, "renewable electricity proven by cancelled certificates or a supplier's contract.",
        span: [("2026-01-01", "2027-01-01")],
        amount: .amount(.certificate, "electricity that is proven", shown: "mwh", "180"),
        details: [
            .detail(.registry, "where it was cancelled", "HKN"),
            .detail(.serial, "first and last number, parted by ..; several parted by ;", "76-000123..76-000302"),
            .detail(.vintage, "year in which it was made, one from the use at most", "2026"),
        ])
}
