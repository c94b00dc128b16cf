internal import Activities

extension Template {
    static let personnel = Template(
        .personnel, "people who work at the site, in full-time equivalents; over time the mean.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.personnel, "full-time equivalents", shown: nil, "212.5", "214"))
}
