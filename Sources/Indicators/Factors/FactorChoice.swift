import Activities
import Spelling

extension FactorTable {
    /// How a factor is chosen; printed wherever one was.
    public static let rule =
        "exact year, exact zone (a row without zone serves anywhere); scope 1 and 2 direct only, scope 2 never marginal;"
        + " of generation before consumption, as losses of the grid are scope 3; upstream and losses are scope 3,"
        + " category 3, and so is a life-cycle factor less the direct one only where its row says less-direct;"
        + " nothing near is taken instead"

    /// What a factor is wanted for.
    enum Purpose: Hashable, Sendable {
        case scopeOne
        /// The average of the grid.
        case location
        /// Of the supplier.
        case market(supplier: String)
        /// Of what nobody bought by name.
        case residual
        case heat
        case scopeThree
        /// Scope 3, category 3: what comes before use, what the grid loses, and the life cycle that both are a part of.
        case upstream, losses, lifeCycle
    }

    /// The one factor that fits.
    ///
    /// - Throws: what the table has instead: it is never taken unasked.
    func choose(
        _ activity: Kind, item: String = "", zone: String, year: Int, unit: Unit, for purpose: Purpose
    ) throws(FactorRefusal) -> EmissionFactor {
        let wanted = ([activity.rawValue, purpose.supplier ?? item, zone].filter { !$0.isEmpty } + ["\(year)"])
            .joined(separator: " ")
        let own = rows(of: activity).filter { purpose.concerns($0, item: item) }
        guard !own.isEmpty else {
            let items = Set(rows(of: activity).filter(purpose.isOfItsSort).map(\.item)).subtracting([""]).sorted()
            let hint = items.isEmpty ? "" : Spelling.hint(for: item, among: items, otherwise: "it has")
            throw FactorRefusal("\(purpose.name) of \(wanted): the table has no \(purpose.subject)\(hint)")
        }
        let here = own.filter { $0.zone == zone || $0.zone.isEmpty }
        guard here.contains(where: { $0.year == year }) else {
            throw FactorRefusal("\(purpose.name) of \(wanted) is not in the table: \(alternatives(own, zone, year))")
        }
        let candidates = here.filter { $0.year == year }
        let fitting = candidates.filter(purpose.accepts)
        guard let some = candidates.first, !fitting.isEmpty else {
            let kinds = Set(candidates.map(\.meaning.text)).sorted().joined(separator: "; ")
            throw FactorRefusal(
                "\(purpose.name) of \(wanted) is refused: the table has \(kinds), and \(purpose.demand)")
        }
        let counted = fitting.filter { $0.unit == unit }
        guard !counted.isEmpty else {
            throw FactorRefusal(
                "\(purpose.name) of \(wanted) is per \(some.unit.rawValue) in the table, the line is in \(unit.rawValue)"
            )
        }
        // A row of the zone goes before one that serves anywhere, generation before consumption.
        return counted.min { Self.rank($0) < Self.rank($1) } ?? some
    }

    private static func rank(_ factor: EmissionFactor) -> Int {
        (factor.zone.isEmpty ? 4 : 0) + (factor.meaning.point == .consumption ? 2 : 0)
            + (factor.meaning.content == .lifeCycle ? 1 : 0)
    }

    /// The years there are for the zone, and the zones for the year.
    private func alternatives(_ own: [EmissionFactor], _ zone: String, _ year: Int) -> String {
        let years = Set(own.filter { $0.zone == zone || $0.zone.isEmpty }.map(\.year)).sorted()
        let zones = Set(own.filter { $0.year == year }.map(\.zone)).sorted()
        var parts: [String] = []
        if !years.isEmpty {
            parts.append("\(zone.isEmpty ? "anywhere" : zone) has \(Self.few(years.map(String.init)))")
        }
        if !zones.isEmpty { parts.append("\(year) has \(Self.few(zones.map { $0.isEmpty ? "no zone" : $0 }))") }
        if parts.isEmpty {
            let all = Set(own.map { "\($0.zone) \($0.year)" }).sorted()
            parts.append("it has \(Self.few(all))")
        }
        return parts.joined(separator: ", ")
    }

    private static func few(_ words: [String]) -> String {
        guard words.count > 12 else { return words.joined(separator: " ") }
        return words.prefix(6).joined(separator: " ") + " … " + words.suffix(4).joined(separator: " ")
            + " (\(words.count) in all)"
    }
}

/// Why no factor could be chosen, as a sentence with the alternatives.
public struct FactorRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension FactorTable.Purpose {
    fileprivate var supplier: String? { if case .market(let supplier) = self { supplier } else { nil } }

    fileprivate var name: String {
        switch self {
        case .scopeOne: "the scope 1 factor"
        case .location: "the location-based factor"
        case .market: "the supplier's factor"
        case .residual: "the residual mix"
        case .heat: "the scope 2 factor"
        case .scopeThree: "the scope 3 factor"
        case .upstream: "the upstream factor"
        case .losses: "the factor of losses"
        case .lifeCycle: "the life-cycle factor"
        }
    }

    fileprivate var subject: String {
        switch self {
        case .market(let supplier): "factor of \(supplier)"
        case .residual: "residual mix"
        default: "such factor"
        }
    }

    fileprivate var demand: String {
        switch self {
        case .scopeOne: "scope 1 takes direct factors only"
        case .location, .market, .residual: "scope 2 takes direct factors only, and no marginal ones"
        case .heat: "scope 2 takes direct factors only"
        case .scopeThree, .upstream, .losses, .lifeCycle: "there is no such meaning"
        }
    }

    /// Whether a row is one of those among which an item is looked for.
    fileprivate func isOfItsSort(_ factor: EmissionFactor) -> Bool {
        switch self {
        case .upstream: factor.meaning.content == .upstream
        case .losses: factor.meaning.content == .losses
        case .lifeCycle: factor.meaning.isLessDirect
        default: true
        }
    }

    /// Whether a row is about the thing, whatever its meaning.
    fileprivate func concerns(_ factor: EmissionFactor, item: String) -> Bool {
        switch self {
        case .location: factor.item.isEmpty && factor.meaning.method == .location
        case .market(let supplier): factor.item == supplier && factor.meaning.method == .market
        case .residual: factor.meaning.method == .market && factor.meaning.margin == .residual
        case .scopeOne, .heat, .scopeThree: factor.item == item
        case .upstream, .losses, .lifeCycle: factor.item == item && isOfItsSort(factor)
        }
    }

    fileprivate func accepts(_ factor: EmissionFactor) -> Bool {
        switch self {
        case .location, .market: factor.meaning.content == .direct && factor.meaning.margin == .average
        case .residual: factor.meaning.content == .direct
        case .scopeOne, .heat: factor.meaning.content == .direct
        case .scopeThree, .upstream, .losses, .lifeCycle: true
        }
    }
}
