import Activities
import Quantities

extension Indicator {
    public static let leni = Indicator(
        key: "leni", title: "LENI", unit: "kWh/m²·yr",
        definition:
            "Lighting energy numeric indicator: only of a whole year in which all lighting with its standby was metered.",
        formula: "Σ lighting meters of a year / Σ floor area",
        source: "EN 15193-1:2017+A1:2021; a zone's meter is not LENI", reach: .sites, accumulates: false
    ) { sample in
        let days = Double(sample.period.length.milliseconds) / 86_400_000
        guard (364.9...366.1).contains(days) else {
            return Reading(
                value: nil, coverage: 0, note: "the period has \(days.floored(places: 1)) days: LENI is of a year")
        }
        return sample.quotient(.wholeLighting, by: .area)
    }
}

extension Measure {
    /// Lighting with its standby, of sites whose meters see all of it without a gap.
    fileprivate static let wholeLighting = Measure("all lighting", "kWh") { place in
        let said = submeters(.lighting).read(place)
        guard case .part(let part) = said else { return said }
        guard place.site.isAllLightingMetered else {
            return .lacking("nobody states that its meters see all lighting and standby (lighting-meters: all)")
        }
        guard part.coverage > 1 - 1e-6 else {
            return .lacking("its lighting meters cover \((part.coverage * 100).floored(places: 1)) % of the year")
        }
        return said
    }
}
