public import Quantities

/// An organisation's sites and zones, as its file declares them, and what each zone did in one period.
///
/// Zones without any record belong in it too: only so can coverage say what is missing.
public struct Estate: Hashable, Sendable {
    public struct Zone: Hashable, Sendable {
        /// Unique within its site.
        public var id: String
        /// `nil` when unknown; so is an area that is not above zero.
        public var area: SquareMetres?
        public var baseline: Baseline?
        /// `nil` when the ledger has nothing of the zone in the period.
        public var use: ZoneUse?

        public init(id: String, area: SquareMetres? = nil, baseline: Baseline? = nil, use: ZoneUse? = nil) {
            (self.id, self.baseline, self.use) = (id, baseline, use)
            self.area = area.flatMap { $0.value > 0 && $0.value.isFinite ? $0 : nil }
        }
    }

    public struct Site: Hashable, Sendable {
        public var id: String
        /// `nil` when no emission factor is stated for the site's electricity.
        public var factor: Factor?
        public var zones: [Zone]

        public init(id: String, factor: Factor? = nil, zones: [Zone]) {
            (self.id, self.factor, self.zones) = (id, factor, zones)
        }
    }

    public var id: String
    public var sites: [Site]

    public init(id: String, sites: [Site]) { (self.id, self.sites) = (id, sites) }

    /// Everything there are figures about, in the order of all output: each site followed by
    /// its zones, and the organisation last.
    public func samples(over period: Period) -> [Sample] {
        var samples: [Sample] = []
        var everybody: [Sample.Member] = []
        for site in sites {
            let members = site.zones.map { Sample.Member(site: site.id, factor: site.factor, zone: $0) }
            samples.append(Sample(.site(site.id), members, over: period))
            for member in members {
                samples.append(Sample(.zone(site: site.id, zone: member.zone.id), [member], over: period))
            }
            everybody += members
        }
        return samples + [Sample(.organisation(id), everybody, over: period)]
    }
}
