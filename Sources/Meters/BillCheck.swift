public import Activities
internal import Quantities

/// A bill, and what the meter that it names counted in the very time it bills.
public struct BillCheck: Hashable, Sendable {
    public let bill: Activity
    /// As the bill names it.
    public let meter: String
    /// `nil`: the register has no such meter, or the bill cannot be compared with it.
    public let account: Account?
    public let tolerance: Terms.Tolerance
    public let verdict: Verdict
    /// What limits the verdict, in words; `nil`: nothing.
    public let note: String?

    /// - Returns: `nil` when the bill names no meter.
    init?(_ bill: Activity, meters: [Meter], series: [Series], others: [Activity], _ terms: Terms) {
        guard let name = bill.details[.meter] else { return nil }
        (self.bill, meter) = (bill, name)
        guard let meter = meters.first(where: { $0.site == bill.site && $0.id == name }) else {
            (account, tolerance, verdict) = (nil, Terms.Tolerance(terms.bills, .stated), .unknownMeter)
            note = "the register of \(bill.site) has no meter \(name)"
            return
        }
        guard meter.counts(bill.kind), bill.unit == meter.medium.unit else {
            (account, tolerance, verdict) = (nil, Terms.Tolerance(terms.bills, .stated), .notComparable)
            note =
                "\(bill.kind.rawValue) in \(bill.unit.rawValue), the meter counts \(meter.medium.rawValue) "
                + "(\(meter.use.rawValue)) in \(meter.medium.unit.rawValue)"
            return
        }
        let account = Account(of: meter, in: series, over: bill.from..<bill.to)
        self.account = account
        tolerance =
            account.limit.map { Terms.Tolerance($0, .classes) } ?? Terms.Tolerance(terms.bills, .stated)
        let difference = abs(account.portion.amount - bill.amount)
        verdict =
            account.obstacle(terms) ?? (difference <= abs(bill.amount) * tolerance.percent / 100 ? .agrees : .differs)
        var notes: [String] = []
        let twins = others.filter {
            $0 != bill && $0.site == bill.site && $0.details[.meter] == name && $0.kind == bill.kind
                && $0.from < bill.to && bill.from < $0.to
        }
        if !twins.isEmpty { notes.append("another bill of the meter overlaps it") }
        if bill.quality == .interpolated || bill.quality == .proxy { notes.append("the bill itself is an estimate") }
        if account.portion.interpolated > 0 { notes.append("the meter's share of an interval was split") }
        if account.portion.doubtful > 0 { notes.append("the meter's count holds doubtful intervals") }
        note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    /// The meter's count minus the bill; `nil`: not comparable.
    public var difference: Double? { account.map { $0.portion.amount - bill.amount } }

    /// Of the bill, per cent; `nil`: not comparable, or nothing was billed.
    public var percent: Double? { bill.amount > 0 ? difference.map { $0 / bill.amount * 100 } : nil }
}

extension Meter {
    /// Whether bills of a kind are about what it counts.
    func counts(_ kind: Kind) -> Bool {
        switch kind {
        case .electricity: medium == .electricity && use != .generation && use != .export
        case .generation: medium == .electricity && use == .generation
        case .export: medium == .electricity && use == .export
        case .heat: medium == .heat
        case .water: medium == .water
        case .fuel: medium == .gas
        default: false
        }
    }
}
