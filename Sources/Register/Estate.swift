public import Activities
public import Indicators

extension Organisation {
    /// The organisation as indicators see it: all that it declares, what each zone did, and what bills and meters say.
    ///
    /// - Parameters:
    ///   - factors: the tables that ``factorFiles`` names, joined; `nil` when it names none.
    ///   - activities: of all sites and times, in any order; those of sites that the file does not declare are left out.
    ///   - series: the same of meters.
    ///   - use: of a zone by the ids of site and zone; `nil` when nothing is known.
    public func estate(
        factors: FactorTable? = nil, activities: [Activity] = [], series: [Series] = [],
        _ use: (_ site: String, _ zone: String) -> ZoneUse?
    ) -> Estate {
        let (lines, meters) = (Dictionary(grouping: activities, by: \.site), Dictionary(grouping: series, by: \.site))
        var estate = Estate(
            id: id,
            sites: sites.map { site in
                var result = Estate.Site(
                    id: site.id, factor: site.factor,
                    zones: site.zones.map { zone in
                        Estate.Zone(
                            id: zone.id, area: zone.area, baseline: zone.baseline, use: use(site.id, zone.id))
                    })
                (result.area, result.timezone, result.attendance) = (site.area, site.timezone, site.attendance)
                (result.boundary, result.grid, result.night) = (site.boundary, site.grid, site.night)
                result.isAllLightingMetered = site.isAllLightingMetered
                (result.activities, result.series) = (lines[site.id] ?? [], meters[site.id] ?? [])
                return result
            })
        (estate.factors, estate.potentials, estate.neutrality) = (factors, potentials, neutrality)
        return estate
    }
}
