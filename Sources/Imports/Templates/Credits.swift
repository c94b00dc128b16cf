internal import Activities

extension Template {
    static let credits = Template(
        .credits, "carbon credits that were retired.",
        span: [("2026-01-01", "2027-01-01")],
        amount: .amount(.credits, "what they stand for", shown: "tco2e", "85"),
        details: [
            .detail(.registry, "where they were retired", "UN CDM"),
            .detail(.serial, "first and last number, parted by ..; several parted by ;", "ID-1-1000..ID-1-1084"),
            .detail(.vintage, "year of the reduction", "2024"),
        ])
}
