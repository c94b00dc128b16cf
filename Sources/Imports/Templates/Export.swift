internal import Activities

extension Template {
    static let export = Template(
        .export, "electricity made on the site and given to the grid.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.export, "what the meter counted", shown: "kwh", "310", "475"),
        details: [
            .shown("meter", "the meter that the bill is for", "M-1", "M-1"),
            Column(
                "quality", "how the amount is known; billed where it is empty", words: Quality.allCases.map(\.rawValue),
                "billed", "billed"),
        ])
}
