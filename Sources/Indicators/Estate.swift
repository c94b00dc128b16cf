public import Activities
public import Calendars
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
        /// Of the period, in any order; empty when the ledger has no snapshot of it.
        public var settings: [ZoneSettings] = []

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
        /// Of the whole site, as intensities want it; zones may cover less. `nil` when unknown or not above zero.
        public var area: SquareMetres? { didSet { area = Estate.known(area) } }
        /// Whose years, days and nights bills and meters are cut by.
        public var timezone: TimeZone = .utc
        /// The mean share of the people who are there on a working day, 0 to 1; `nil` when nobody says. Told beside figures per
        /// person, which divide by personnel.
        public var attendance: Double?
        /// `nil` when none is declared.
        public var boundary: Boundary?
        /// `nil` when the site names no grid; scope 2 then rests on ``factor``, if that is fit for it.
        public var grid: Grid?
        public var night: NightHours = .usual
        /// Whether the lighting meters see all lighting with its standby, as LENI demands; somebody must say so.
        public var isAllLightingMetered = false
        /// Bills, lists and forms, of any time and in any order.
        public var activities: [Activity] = []
        /// What the meters counted, of any time.
        public var series: [Series] = []

        public init(id: String, factor: Factor? = nil, zones: [Zone]) {
            (self.id, self.factor, self.zones) = (id, factor, zones)
        }
    }

    public var id: String
    public var sites: [Site]
    /// `nil` when the organisation's file names none.
    public var factors: FactorTable?
    /// Which table of global warming potentials refrigerants are counted with; `nil` when none is stated.
    public var potentials: Potentials?
    public var neutrality = Neutrality()

    public init(id: String, sites: [Site]) { (self.id, self.sites) = (id, sites) }

    private static func known(_ area: SquareMetres?) -> SquareMetres? {
        area.flatMap { $0.value > 0 && $0.value.isFinite ? $0 : nil }
    }

    /// Everything there are figures about, in the order of all output: each site followed by
    /// its zones, and the organisation last.
    public func samples(over period: Period) -> [Sample] {
        let books = Books(of: self)
        var samples: [Sample] = []
        var everybody: [Sample.Member] = []
        var places: [Place] = []
        for site in sites {
            let place = Place(site, over: period, books: books)
            var (factor, refusal): (Factor?, String?)
            do throws(FactorRefusal) { factor = try site.zoneFactor(over: period, books: books) } catch {
                refusal = error.description
            }
            let members = site.zones.map { [factor, refusal] in
                Sample.Member(site: site.id, factor: factor, refusal: refusal, zone: $0)
            }
            samples.append(Sample(.site(site.id), members, at: [place], books, over: period))
            for member in members {
                samples.append(
                    Sample(.zone(site: site.id, zone: member.zone.id), [member], at: [], books, over: period))
            }
            everybody += members
            places.append(place)
        }
        return samples + [Sample(.organisation(id), everybody, at: places, books, over: period)]
    }
}
