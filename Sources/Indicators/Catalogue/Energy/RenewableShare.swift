extension Indicator {
    public static let renewableShare = Indicator(
        key: "renewable_share", title: "Renewable share", unit: "1",
        definition:
            "Renewable electricity used: made on the site and kept, or proven by cancelled certificates; exported is not counted, a serial once.",
        formula: "(renewable generation − export + certificates) / electricity",
        source: "WIPO environmental policy, objective ii; GHG Protocol Scope 2 Guidance on certificates", reach: .sites,
        accumulates: false
    ) { $0.quotient(.renewable, by: .electricity) }
}
