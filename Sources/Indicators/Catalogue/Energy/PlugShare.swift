import Activities

extension Indicator {
    public static let plugShare = Indicator(
        key: "plug_share", title: "Plugs, of electricity", unit: "1",
        definition:
            "The part of the site's electricity that its plugs meters counted; what they do not see is not in it.",
        formula: "Σ plugs meters / Σ electricity",
        source: "Sub-meters of the site, as its meter register names their use", reach: .sites, accumulates: false
    ) { $0.quotient(.submeters(.plugs, within: .electricity), by: .electricity) }
}
