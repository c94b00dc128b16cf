internal import Activities
internal import Calendars
internal import Indicators
internal import Spelling
internal import YAML

/// The keys of an organisation's file that its inventories of greenhouse gases rest on.
extension Boundary {
    /// `{ approach: operational, extent: complete, excluded: [commuting], included: [electricity, fuel, travel] }`; with
    /// `extent: partial` comes a `reason`; `none: [vehicle]` declares that there are none.
    init?(_ mapping: Mapping) {
        let approach = mapping.required("approach")?.choice(Approach.self)
        let isPartial = mapping.required("extent")?.choice(among: ["complete", "partial"]).map { $0 == 1 }
        let reason = isPartial == true ? mapping.required("reason")?.text() : nil
        let excluded = mapping.optional("excluded")?.list()?.compactMap { $0.text() } ?? []
        let included = mapping.optional("included")?.list()?.compactMap { $0.choice(Kind.self) } ?? []
        let none = mapping.optional("none")
        let absent = none?.list()?.compactMap { $0.choice(Kind.self) } ?? []
        for kind in absent where included.contains(kind) {
            none?.report("\(kind.rawValue) is included, too: take it out of one of the two")
        }
        guard let approach, let isPartial, !isPartial || reason != nil else { return nil }
        self.init(
            approach: approach, extent: reason.map { .partial(reason: $0) } ?? .complete, excluded: excluded,
            included: included, none: absent)
    }
}

extension Grid {
    /// `grid: CHE`, with `supplier` and `untracked` beside it in the site.
    init?(_ field: Field, of site: Mapping) {
        let zone = field.text()
        let supplier = site.optional("supplier")?.text()
        let untracked = site.optional("untracked")?.choice(Untracked.self)
        guard let zone else { return nil }
        self.init(zone: zone, supplier: supplier, untracked: untracked ?? .residual)
    }
}

extension Neutrality {
    /// `{ scope-2: market-based, published: "annual report 2025", reductions: ["LED lamps, 2024"] }`; all may be left out.
    init(_ mapping: Mapping) {
        let basis = mapping.optional("scope-2")?.choice(Factor.Method.self)
        let published = mapping.optional("published")?.text()
        let reductions = mapping.optional("reductions")?.list()?.compactMap { $0.text() } ?? []
        self.init(basis: basis ?? .location, published: published, reductions: reductions)
    }
}

extension Field {
    /// `01:00-05:00`, both on one day.
    func nightHours() -> NightHours? {
        guard let text = text() else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        do throws(Malformed) {
            guard ends.count == 2 else { throw Malformed("\"\(text)\" is not a span of hours: write 01:00-05:00") }
            let hours = NightHours(from: try TimeOfDay(ends[0]), to: try TimeOfDay(ends[1]))
            if hours == nil {
                report("\"\(text)\" ends before it starts; take hours after midnight, such as 01:00-05:00")
            }
            return hours
        } catch {
            report(error.description)
            return nil
        }
    }
}
