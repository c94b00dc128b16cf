internal import Activities
internal import Calendars
internal import JSON

extension Sequence where Element == Reconciliation {
    /// A JSON list with one object for each site and medium (RFC 8259).
    ///
    /// Amounts in `unit`, coverage 0 to 1, differences and tolerances in `unit` or per cent as their names say; what
    /// cannot be said is `null`.
    public var json: String { JSON.array(map(\.value)).text + "\n" }
}

extension Reconciliation {
    fileprivate var value: JSON {
        .object([
            ("site", .string(site)), ("medium", .string(medium.rawValue)), ("unit", .string(medium.unit.rawValue)),
            ("from", .string(period.lowerBound.iso8601)), ("to", .string(period.upperBound.iso8601)),
            (
                "meters",
                .array(
                    nodes.map { node in
                        .object(
                            [("depth", .integer(Int64(node.depth)))] + node.account.members
                                + (branch(of: node.account.meter.id).map { [("below", $0.value)] } ?? []))
                    })
            ),
            ("bills", .array(bills.map(\.value))),
        ])
    }
}

extension Account {
    fileprivate var members: [(String, JSON)] {
        [
            ("meter", .string(meter.id)), ("parent", .string(meter.parent)), ("use", .string(meter.use.rawValue)),
            ("amount", .number(portion.amount, places: 6)), ("coverage", .number(coverage, places: 6)),
            ("interpolated", .number(portion.interpolated, places: 6)),
            ("doubtful", .number(portion.doubtful, places: 6)), ("limit_percent", .number(limit, places: 6)),
        ]
    }
}

extension Branch {
    fileprivate var value: JSON {
        .object([
            ("inflow", .number(inflow, places: 6)), ("metered", .number(metered, places: 6)),
            ("difference", .number(difference, places: 6)), ("difference_percent", .number(percent, places: 6)),
            ("unmetered", .number(unmetered, places: 6)), ("coverage", .number(coverage, places: 6)),
            ("tolerance_percent", .number(tolerance.percent, places: 6)),
            ("tolerance_basis", .string(tolerance.basis.rawValue)), ("verdict", .string(verdict.rawValue)),
        ])
    }
}

extension BillCheck {
    fileprivate var value: JSON {
        .object([
            ("meter", .string(meter)), ("kind", .string(bill.kind.rawValue)),
            ("invoice", .string(bill.details[.invoice])), ("file", .string(bill.origin.file)),
            ("line", .integer(Int64(bill.origin.line))), ("from", .string(bill.from.iso8601)),
            ("to", .string(bill.to.iso8601)), ("billed", .number(bill.amount, places: 6)),
            ("unit", .string(bill.unit.rawValue)), ("counted", .number(account?.portion.amount, places: 6)),
            ("coverage", .number(account?.coverage, places: 6)), ("difference", .number(difference, places: 6)),
            ("difference_percent", .number(percent, places: 6)),
            ("tolerance_percent", .number(tolerance.percent, places: 6)),
            ("tolerance_basis", .string(tolerance.basis.rawValue)), ("verdict", .string(verdict.rawValue)),
            ("note", .string(note)),
        ])
    }
}
