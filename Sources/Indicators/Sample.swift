import Quantities

/// What an indicator looks at: the zones of one scope, in one period.
///
/// A zone is a sample of one, so that an indicator is written once for zones,
/// sites and organisations.
public struct Sample: Sendable {
    struct Member: Sendable {
        let site: String
        let factor: Factor?
        /// Why the table of factors gave none.
        let refusal: String?
        let zone: Estate.Zone
    }

    public let scope: Scope
    public let period: Period
    let members: [Member]
    /// Bills and meters of the sites that are meant; none of a single zone.
    let places: [Place]
    let books: Books
    /// Floor area of all members, m²; `nil` when that of any is unknown, or there are none.
    let area: Double?

    init(_ scope: Scope, _ members: [Member], at places: [Place], _ books: Books, over period: Period) {
        (self.scope, self.members, self.period) = (scope, members, period)
        (self.places, self.books) = (places, books)
        let areas = members.compactMap { $0.zone.area?.value }
        area = areas.isEmpty || areas.count < members.count ? nil : areas.reduce(0, +)
    }

    /// The share of the period, 0 to 1, that a time in the members' uses makes up: their mean
    /// weighted by area, or the plain mean when an area is unknown. A member without data, or
    /// that `belongs` refuses, counts 0.
    func share(of time: (ZoneUse) -> Duration, where belongs: (Member) -> Bool = { _ in true }) -> Double {
        var (part, whole) = (0.0, 0.0)
        for member in members {
            let weight = weight(of: member)
            whole += weight
            guard let use = member.zone.use, belongs(member) else { continue }
            let share = Double(time(use).milliseconds) / Double(period.length.milliseconds)
            part += weight * min(1, max(0, share))
        }
        return whole > 0 ? part / whole : 0
    }

    /// The share of the area, or of the zones when an area is unknown, that `belongs` accepts.
    func share(where belongs: (Member) -> Bool) -> Double {
        let whole = members.reduce(0) { $0 + weight(of: $1) }
        return whole > 0 ? members.filter(belongs).reduce(0) { $0 + weight(of: $1) } / whole : 0
    }

    /// The sum of what the members' uses say; `nil` when none says anything.
    func sum(_ amount: (ZoneUse) -> Double?) -> Double? {
        members.compactMap { $0.zone.use.flatMap(amount) }.reduce(nil) { ($0 ?? 0) + $1 }
    }

    /// An amount that adds up over zones and time, known as far as `time` reaches.
    func total(of amount: (ZoneUse) -> Double, seenDuring time: (ZoneUse) -> Duration) -> Reading {
        let value = sum { use in
            let amount = amount(use)
            return amount != 0 || time(use) > .zero ? amount : nil
        }
        return Reading(
            value: value, coverage: share(of: time), note: value == nil ? absence : nil, evidence: interpolation)
    }

    /// Metered where there is a meter, else estimated; kWh.
    var energy: Reading {
        var reading = total(of: { $0.energy.kilowattHours }, seenDuring: { $0.observed })
        guard reading.value != nil else { return reading }
        reading.evidence =
            [
                .share(.metered, share(of: { $0.metered })), .share(.estimated, share(of: { $0.estimated })),
            ] + reading.evidence
        return reading
    }

    /// Why nothing can be said about this sample.
    var absence: String {
        if members.isEmpty { return "no zone is declared" }
        let isObserved = members.contains { ($0.zone.use?.observed ?? .zero) > .zero }
        return isObserved ? "occupancy was not seen in this period" : "no data in this period"
    }

    /// Names the members without an area; `nil` when all have one.
    var areasMissing: String? {
        let missing = members.filter { $0.zone.area == nil }
        guard !missing.isEmpty else { return nil }
        let names = missing.prefix(3).map { "\($0.site)/\($0.zone.id)" }.joined(separator: ", ")
        return "area unknown of \(names)\(missing.count > 3 ? " and \(missing.count - 3) more" : "")"
    }

    private var interpolation: [Evidence] {
        let share = share(of: { $0.interpolated })
        return share > 0 ? [.share(.interpolated, share)] : []
    }

    private func weight(of member: Member) -> Double {
        area == nil ? 1 : member.zone.area?.value ?? 0
    }
}

/// What an indicator found in a sample.
struct Reading {
    /// `nil` when it cannot be said; then `note` says why.
    var value: Double?
    /// 0 to 1.
    var coverage: Double
    /// The share of the time that the value is known of, over the sites that took part, 0 to 1; `nil`: ``coverage``.
    var time: Double?
    var note: String?
    var evidence: [Evidence] = []
    /// The formula with numbers put in; `nil` where it is a plain sum over zones.
    var worked: String?
    /// What of bills and meters took part.
    var entries: [Entry] = []
    /// Meters that took part otherwise than by ``entries``: by the shape of what they counted.
    var meters: Set<MeterName> = []
    /// There are data, and no figure may be made of them.
    var isRefused = false
    /// In place of the indicator's, where that depends on the data: a currency.
    var unit: String?

    /// Whether coverage suffices for an annual figure; sums that miss the limit by rounding alone do.
    var isCovered: Bool { coverage > Period.leastAnnualCoverage - 1e-9 }
}
