internal import Activities

extension Template {
    static let devices = Template(
        .devices, "printers, computers and other devices in use; over time the mean.",
        span: [("2026-01-01", "2027-01-01")],
        amount: .amount(.devices, "how many in use", shown: nil, "38"),
        details: [
            .detail(.device, "what they are", "printer")
        ])
}
