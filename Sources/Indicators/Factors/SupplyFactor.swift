import Activities

/// What the supply of a unit of bought energy emits before it is used, from one or two rows of a table: scope 3,
/// category 3, activities a to c.
///
/// Rows of `upstream` and `losses` say it themselves. A life-cycle factor may stand in their place, less the direct
/// factor that scope 1 or 2 takes, where its row says `less-direct`: then both scopes together are the life cycle, and
/// nothing is counted twice. What would be is refused.
///
/// Source: GHG Protocol, Corporate Value Chain (Scope 3) Standard, category 3; Technical Guidance for Calculating Scope 3
/// Emissions, chapter 3, which takes combustion off a life-cycle factor.
enum SupplyFactor: Hashable, Sendable {
    case row(EmissionFactor)
    case difference(lifeCycle: EmissionFactor, direct: EmissionFactor)

    var kilogramsPerUnit: Double {
        switch self {
        case .row(let factor): factor.kilogramsPerUnit
        case .difference(let lifeCycle, let direct): lifeCycle.kilogramsPerUnit - direct.kilogramsPerUnit
        }
    }
}

extension FactorTable {
    /// Whether any row says what the supply of energy emits; a table without leaves that out of an inventory.
    var tellsSupply: Bool {
        Kind.supplied.contains { kind in
            rows(of: kind).contains(where: \.isOfSupply)
        }
    }

    /// Everything that must be counted of the supply of one unit.
    ///
    /// Of electricity upstream and losses are both needed; a direct factor of consumption has the losses in it already,
    /// and so has a life-cycle factor of consumption. Of heat losses are counted where a row says them, and are taken to
    /// be in its life cycle; of fuels and vehicles they are a part of upstream.
    ///
    /// - Throws: what is missing, with what there is instead; what is said twice.
    func supply(
        of activity: Kind, item: String, zone: String, year: Int, unit: Unit
    ) throws(FactorRefusal) -> [SupplyFactor] {
        func choose(_ purpose: Purpose) throws(FactorRefusal) -> EmissionFactor {
            try self.choose(activity, item: item, zone: zone, year: year, unit: unit, for: purpose)
        }
        func found(_ purpose: Purpose) -> EmissionFactor? {
            do throws(FactorRefusal) { return try choose(purpose) } catch { return nil }
        }
        let (upstream, losses, lifeCycle) = (found(.upstream), found(.losses), found(.lifeCycle))
        let isElectric = activity == .electricity
        let isDirectNeeded = isElectric || lifeCycle != nil
        let direct = isDirectNeeded ? try choose(isElectric ? .location : activity == .heat ? .heat : .scopeOne) : nil
        guard let lifeCycle, let direct else {
            var parts = [SupplyFactor.row(try choose(.upstream))]
            if isElectric {
                if direct?.meaning.point == .generation { parts.append(.row(try choose(.losses))) }
            } else if activity == .heat, rows(of: .heat).contains(where: { $0.meaning.content == .losses }) {
                parts.append(.row(try choose(.losses)))
            }
            return parts
        }
        let hasLosses = !isElectric || lifeCycle.meaning.point == .consumption
        if let twin = upstream ?? (hasLosses ? losses : nil) {
            throw FactorRefusal(
                "what the supply of \(lifeCycle.name) emits is said twice, in \(twin.place) and, less direct, in"
                    + " \(lifeCycle.place): keep one")
        }
        guard hasLosses || direct.meaning.point == .generation else {
            throw FactorRefusal(
                "\(lifeCycle.name) is of generation (\(lifeCycle.place)), and the direct factor of consumption"
                    + " (\(direct.place)): one cannot be taken off the other")
        }
        guard lifeCycle.kilogramsPerUnit >= direct.kilogramsPerUnit else {
            throw FactorRefusal(
                "\(lifeCycle.name) is less over its life cycle (\(lifeCycle.place)) than directly (\(direct.place)):"
                    + " the two do not belong together")
        }
        let difference = SupplyFactor.difference(lifeCycle: lifeCycle, direct: direct)
        return hasLosses ? [difference] : [difference, .row(try choose(.losses))]
    }
}

extension Kind {
    /// Bought energy, and what burns it: what has a supply that is counted apart.
    static let supplied: [Kind] = [.electricity, .heat, .fuel, .vehicle]
}
