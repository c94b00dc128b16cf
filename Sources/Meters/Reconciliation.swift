public import Activities
public import Quantities

/// The meters of a site and medium compared with each other and with its bills, over a period.
public struct Reconciliation: Hashable, Sendable {
    public let site: String
    public let medium: Series.Medium
    public let period: Range<Timestamp>
    /// Every meter of the medium, each before those below it.
    public let nodes: [Node]
    /// One for each meter that has others below it, in the order of ``nodes``.
    public let branches: [Branch]
    /// Of bills that overlap the period, each over the time it bills; in the order of time.
    public let bills: [BillCheck]

    public struct Node: Hashable, Sendable {
        public let account: Account
        /// How many meters are above it.
        public let depth: Int
    }

    /// Compares everything, site by site and medium by medium, in the order of the meters.
    ///
    /// - Parameters:
    ///   - meters: a forest: every parent is there, and none is its own ancestor, as a register assures.
    ///   - series: what the meters counted; may reach beyond the period, as bills do.
    ///   - activities: those that name a meter are taken for bills; others are ignored.
    ///   - period: its end does not belong to it; not empty.
    public static func all(
        _ meters: [Meter], series: [Series], activities: [Activity], over period: Range<Timestamp>,
        terms: Terms = Terms()
    ) -> [Reconciliation] {
        var seen: Set<String> = []
        let sites = (meters.map(\.site) + activities.filter { $0.details[.meter] != nil }.map(\.site))
            .filter { seen.insert($0).inserted }
        return sites.flatMap { site in
            Series.Medium.allCases.compactMap { medium in
                let result = Reconciliation(
                    meters, series: series, activities: activities, of: site, medium, over: period, terms: terms)
                return result.nodes.isEmpty && result.bills.isEmpty ? nil : result
            }
        }
    }

    public init(
        _ meters: [Meter], series: [Series], activities: [Activity], of site: String, _ medium: Series.Medium,
        over period: Range<Timestamp>, terms: Terms = Terms()
    ) {
        (self.site, self.medium, self.period) = (site, medium, period)
        let mine = meters.filter { $0.site == site && $0.medium == medium }
        var nodes: [Node] = []
        var branches: [Branch] = []
        func descend(_ meter: Meter, _ depth: Int) {
            let account = Account(of: meter, in: series, over: period)
            nodes.append(Node(account: account, depth: depth))
            let children = mine.filter { $0.parent == meter.id }
            let below = children.map { Account(of: $0, in: series, over: period) }
            if !below.isEmpty { branches.append(Branch(account, below, terms)) }
            for child in children { descend(child, depth + 1) }
        }
        for meter in mine where meter.parent == nil { descend(meter, 0) }
        (self.nodes, self.branches) = (nodes, branches)
        let overlapping = activities.filter {
            $0.site == site && $0.from < period.upperBound && period.lowerBound < $0.to
        }
        // A bill belongs where its meter is; one of an unknown meter, where its kind is.
        let own = overlapping.filter { bill in
            let known = meters.first { $0.site == site && $0.id == bill.details[.meter] }
            return (known?.medium ?? bill.kind.medium) == medium
        }
        bills = own.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.compactMap {
            BillCheck($0, meters: meters, series: series, others: activities, terms)
        }
    }

    /// Whether anything is wrong, rather than unknown.
    public var isFaulty: Bool { branches.contains { $0.verdict.isFault } || bills.contains { $0.verdict.isFault } }

    public func branch(of meter: String) -> Branch? { branches.first { $0.above.meter.id == meter } }
}

extension Kind {
    /// What a meter counts of it; `nil`: nothing.
    var medium: Series.Medium? {
        switch self {
        case .electricity, .generation, .export: .electricity
        case .heat: .heat
        case .water: .water
        case .fuel: .gas
        default: nil
        }
    }
}
