import Activities

extension Indicator {
    public static let lightingShare = Indicator(
        key: "lighting_share", title: "Lighting, of electricity", unit: "1",
        definition:
            "The part of the site's electricity that its lighting meters counted; what they do not see is not in it.",
        formula: "Σ lighting meters / Σ electricity",
        source: "Sub-meters of the site, as its meter register names their use", reach: .sites, accumulates: false
    ) { $0.quotient(.submeters(.lighting, within: .electricity), by: .electricity) }
}
