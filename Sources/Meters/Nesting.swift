public import Activities
public import Quantities

/// The meters of a site with the use that each stands for, so that no use is counted again under another meter.
///
/// All that a meter counts has flowed through those above it. So what hangs under a meter of its own use is a part of
/// that one's count, however many lie between, and becomes ``Series/Use/other``. Where none of those above has counted
/// anything in the period, the uppermost below that have stand in for it, and it is said: what no meter below counts
/// is then missing, unless the meter above is complete (``Meter/isComplete``). For a whole supply (the total, what is
/// made, what is given away) bills that may be of the meter above are believed rather than the meters below it.
///
/// What hangs under any meter is no supply of the site of its own, even where those above are of other uses.
public struct Nesting: Hashable, Sendable {
    /// In the order in which they came.
    public private(set) var series: [Series]
    /// Sentences about meters that stand in for another.
    public private(set) var remarks: [String] = []

    private let meters: [String: Meter]

    /// - Parameters:
    ///   - series: of one site; those that the register does not have keep their use.
    ///   - meters: as the register declares them; those of other sites are passed over.
    ///   - bills: of any sites and kinds.
    public init(_ series: [Series], as meters: [Meter], bills: [Activity] = [], over period: Range<Timestamp>) {
        self.series = series
        let site = series.first?.site
        self.meters = Dictionary(meters.filter { $0.site == site }.map { ($0.id, $0) }) { first, _ in first }
        var present: [String: Bool] = [:]
        for own in series {
            guard let meter = declared(own) else { continue }
            let counts = own.intervals.contains { $0.from < period.upperBound && period.lowerBound < $0.to }
            present[meter.id] = present[meter.id] == true || counts
        }
        let billed = Set(present.keys.filter { id in self.meters[id].map { $0.isBilled(by: bills, period) } ?? false })
        // Meter by meter from above: the silent ones of its use over it, if it stands in for them.
        var standIns: [String: [String]] = [:]
        for own in series {
            guard let meter = declared(own), present[meter.id] == true else { continue }
            let above = above(meter, in: present)
            guard !above.contains(where: { present[$0] == true || billed.contains($0) }) else { continue }
            for silent in above { standIns[silent, default: []].append(meter.id) }
        }
        for place in series.indices {
            guard let meter = declared(series[place]) else { continue }
            let above = above(meter, in: present)
            let isWithin = above.contains { present[$0] == true || billed.contains($0) }
            let isStoodIn = standIns[meter.id] != nil
            let hasSilence = !above.isEmpty && present[meter.id] != true && !above.contains { standIns[$0] != nil }
            let isUnderAnother =
                meter.use == .total && above.isEmpty && ancestors(meter).contains { present[$0.id] != nil }
            if isWithin || isStoodIn || hasSilence || isUnderAnother { self.series[place].use = .other }
        }
        remarks = standIns.sorted { $0.key < $1.key }.map { id, names in
            let rest = self.meters[id]?.isComplete == true ? "" : "; what they do not count is missing"
            return "\(site ?? "")/\(id) has no counts in this period: \(names.joined(separator: ", ")) below it "
                + "\(names.count == 1 ? "stands" : "stand") in\(rest)"
        }
    }

    private func declared(_ series: Series) -> Meter? {
        meters[series.meter].flatMap { $0.medium == series.medium ? $0 : nil }
    }

    /// From the nearest to the uppermost; a register has no circles, and what has one ends here.
    private func ancestors(_ meter: Meter) -> [Meter] {
        var (all, next) = ([Meter](), meter.parent)
        while let id = next, let above = meters[id], all.count < meters.count {
            all.append(above)
            next = above.parent
        }
        return all
    }

    /// Those of its use over it of which anything is known.
    private func above(_ meter: Meter, in present: [String: Bool]) -> [String] {
        ancestors(meter).filter { $0.use == meter.use && present[$0.id] != nil }.map(\.id)
    }
}

extension Meter {
    /// Whether a bill of the period is, or may be, of what it counts: one that names it, or names no meter.
    fileprivate func isBilled(by bills: [Activity], _ period: Range<Timestamp>) -> Bool {
        guard use == .total || use == .generation || use == .export else { return false }
        return bills.contains {
            $0.site == site && counts($0.kind) && ($0.details[.meter] ?? id) == id && $0.from < period.upperBound
                && period.lowerBound < $0.to
        }
    }
}
