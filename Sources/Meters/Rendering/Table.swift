internal import Activities
internal import Calendars
internal import Quantities

extension Sequence where Element == Reconciliation {
    /// Text for a terminal: for each site and medium its meters as a tree, then its bills.
    ///
    /// `–` cannot be said; coverage is rounded down. At most 120 columns wide with names of usual length.
    public var table: String {
        let texts = map(\.text)
        return texts.isEmpty ? "no meters\n" : texts.joined(separator: "\n")
    }
}

extension Reconciliation {
    fileprivate var text: String {
        let days = ((period.upperBound - period.lowerBound).hours / 24).plain
        let span = "\(period.lowerBound.iso8601) to \(period.upperBound.iso8601) (\(days) days)"
        var lines = ["\(site), \(medium.rawValue), \(span)", ""]
        if !nodes.isEmpty { lines += Grid(rows: meterRows, left: [0, 8]).lines + [""] }
        let sentences = branches.flatMap { $0.sentences(medium.unit.rawValue) }
        if !sentences.isEmpty { lines += sentences + [""] }
        if !bills.isEmpty {
            lines += Grid(rows: billRows, left: [0, 9]).lines + [""]
            let notes = bills.compactMap { check in check.note.map { "\(check.name): \($0)" } }
            if !notes.isEmpty { lines += notes + [""] }
        }
        return lines.dropLast().joined(separator: "\n") + "\n"
    }

    private var meterRows: [[String]] {
        let unit = medium.unit.rawValue
        let head = [
            ["meter", "counted", "coverage", "flows in", "below it", "difference", "", "tolerance", "verdict"],
            ["", unit, "%", unit, unit, unit, "%", "%", ""],
        ]
        return head
            + nodes.map { node in
                let account = node.account
                let name = String(repeating: "  ", count: node.depth) + account.meter.id
                let own = [name, account.amount, account.coverage.flooredPercent]
                guard let branch = branch(of: account.meter.id) else {
                    return own + ["", "", "", "", "", account.coverage == 0 ? "no data" : ""]
                }
                return own + [
                    branch.inflow.fixed(places: 1), branch.metered.fixed(places: 1),
                    branch.difference.fixed(places: 1), branch.percent?.fixed(places: 2) ?? "–",
                    branch.tolerance.percent.fixed(places: 1), branch.verdict.rawValue,
                ]
            }
    }

    private var billRows: [[String]] {
        let head = [
            ["bill", "from", "to", "billed", "counted", "coverage", "difference", "%", "tolerance %", "verdict"]
        ]
        return head
            + bills.map { check in
                [
                    check.name, String(check.bill.from.iso8601.prefix(16)), String(check.bill.to.iso8601.prefix(16)),
                    check.bill.amount.fixed(places: 1), check.account?.amount ?? "–",
                    check.account?.coverage.flooredPercent ?? "–", check.difference?.fixed(places: 1) ?? "–",
                    check.percent?.fixed(places: 2) ?? "–", check.tolerance.percent.fixed(places: 1),
                    check.verdict.rawValue,
                ]
            }
    }
}

extension Branch {
    /// What the row of the branch cannot say.
    fileprivate func sentences(_ unit: String) -> [String] {
        var sentences: [String] = []
        let name = above.meter.id
        switch verdict {
        case .remainder:
            sentences.append("\(name): \(unmetered.fixed(places: 1)) \(unit) have no meter of their own.")
        case .differs where difference > 0:
            sentences.append("\(name): the meters below count more than flows in.")
        case .differs:
            sentences.append("\(name): the meters below should count it all, and do not.")
        case .missingData:
            let short = ([above] + below).filter { $0.coverage < 1 }.map(\.meter.id)
            sentences.append("\(name): not judged, data is missing of \(short.joined(separator: ", ")).")
        case .splitIntervals:
            let split = ([above] + below).filter { $0.portion.interpolated > 0 }.map(\.meter.id)
            sentences.append("\(name): not judged, intervals of \(split.joined(separator: ", ")) are too long.")
        case .countedTwice:
            let doubled = ([above] + below).filter(\.portion.isDoubled).map(\.meter.id)
            sentences.append("\(name): intervals overlap of \(doubled.joined(separator: ", ")).")
        default: break
        }
        let doubtful = ([above] + below).filter { $0.portion.doubtful > 0 }.map(\.meter.id)
        if !doubtful.isEmpty { sentences.append("\(name): doubtful intervals of \(doubtful.joined(separator: ", ")).") }
        return sentences
    }
}

extension Account {
    fileprivate var amount: String { coverage > 0 ? portion.amount.fixed(places: 1) : "–" }
}

extension BillCheck {
    fileprivate var name: String { bill.details[.invoice].map { "\(meter) \($0)" } ?? meter }
}

extension Double {
    /// In per cent, rounded down, so that it does not look better than it is.
    fileprivate var flooredPercent: String { ((self * 1_000 + 1e-9).rounded(.down) / 10).plain }
}
