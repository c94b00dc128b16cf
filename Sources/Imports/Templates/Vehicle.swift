internal import Activities

extension Template {
    static let vehicle = Template(
        .vehicle, "distance of the site's own vehicles.",
        span: [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")],
        amount: .amount(.vehicle, "what the odometer moved", named: "distance", shown: "km", "2150", "1985"),
        details: [
            .detail(.vehicleClass, "the class in the factors' file", "car-diesel", "car-diesel")
        ],
        notes: [
            "The fuel of a vehicle may stand under fuel instead, never both."
        ])
}
