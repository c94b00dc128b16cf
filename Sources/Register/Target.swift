internal import Indicators
internal import YAML

/// Where an indicator is to be in a year, and from where it comes; in between lies a straight line.
public struct Target: Hashable, Sendable {
    /// The key of its indicator.
    public let indicator: String
    /// The site it is about; `nil`: the organisation.
    public let site: String?
    public let baseline: Point
    public let target: Point

    /// What an indicator is in a year, in its unit.
    public struct Point: Hashable, Sendable {
        public let value: Double
        public let year: Int

        public init(value: Double, year: Int) { (self.value, self.year) = (value, year) }
    }

    public init(indicator: String, site: String?, baseline: Point, target: Point) {
        (self.indicator, self.site, self.baseline, self.target) = (indicator, site, baseline, target)
    }

    /// Whether an indicator of this key adds up over a year; `nil`: a year's value cannot be told before its
    /// end, or there is no such indicator.
    public static func accumulates(_ indicator: String) -> Bool? {
        switch indicator {
        // A figure of whole years, and one that is no aim in itself.
        case "energy_intensity_annual", "coverage": nil
        default: Catalogue.indicator(indicator)?.accumulates
        }
    }

    /// Reads `{ indicator: energy, baseline: { value: 52000, year: 2023 }, target: { value: 36400, year: 2030 } }`, values
    /// in the indicator's unit.
    init?(_ field: Field, sites: [String]) {
        guard let mapping = field.mapping() else { return nil }
        let keys = Catalogue.all.map(\.key).filter { Self.accumulates($0) != nil }
        let indicator = mapping.required("indicator")?.choice(among: keys).map { keys[$0] }
        let site = mapping.optional("site").map { $0.choice(among: sites).map { sites[$0] } }
        let baseline = mapping.required("baseline")?.mapping().flatMap(Point.init)
        let target = mapping.required("target")?.mapping().flatMap(Point.init)
        guard let indicator, site != .some(nil), let baseline, let target else { return nil }
        guard baseline.year < target.year, baseline.value != target.value else {
            field.report("the target should lie in a later year than the baseline, and differ from it")
            return nil
        }
        self.init(indicator: indicator, site: site ?? nil, baseline: baseline, target: target)
    }

    /// The targets of `targets:`, at most one of each indicator and site.
    static func all(_ field: Field?, sites: [String]) -> [Target] {
        let fields = field?.list() ?? []
        var known: Set<[String?]> = []
        return fields.compactMap { field in
            guard let target = Target(field, sites: sites) else { return nil }
            if !known.insert([target.indicator, target.site]).inserted {
                field.report("\(target.indicator) of \(target.site ?? "the organisation") has two targets")
            }
            return target
        }
    }
}

extension Target.Point {
    fileprivate init?(_ mapping: Mapping) {
        let value = mapping.required("value")?.number(in: -1e12...1e12)
        let year = mapping.required("year")?.integer(in: 1990...2100)
        guard let value, let year else { return nil }
        self.init(value: value, year: year)
    }
}
