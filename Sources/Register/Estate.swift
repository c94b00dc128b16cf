public import Indicators

extension Organisation {
    /// The organisation as indicators see it: all that it declares, and what each zone did.
    ///
    /// - Parameter use: of a zone by the ids of site and zone; `nil` when nothing is known.
    public func estate(_ use: (_ site: String, _ zone: String) -> ZoneUse?) -> Estate {
        Estate(
            id: id,
            sites: sites.map { site in
                Estate.Site(
                    id: site.id, factor: site.factor,
                    zones: site.zones.map { zone in
                        Estate.Zone(
                            id: zone.id, area: zone.area, baseline: zone.baseline, use: use(site.id, zone.id))
                    })
            })
    }
}
