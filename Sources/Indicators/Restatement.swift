/// What figures become when they are computed anew, such as with another version of the emission factors: the older
/// figure is shown beside the newer one and never replaced without a word.
public struct Restatement: Hashable, Sendable {
    public struct Change: Hashable, Sendable {
        public let before: Figure
        public let after: Figure

        /// `nil` when either cannot be said.
        public var difference: Double? {
            guard let old = before.value, let new = after.value else { return nil }
            return new - old
        }
    }

    /// In the order of the newer figures: those whose value differs.
    public let changes: [Change]

    public init(from older: [Figure], to newer: [Figure]) {
        struct Key: Hashable {
            let scope: Scope
            let indicator: String
            let period: Period
        }
        func key(_ figure: Figure) -> Key {
            Key(scope: figure.scope, indicator: figure.indicator, period: figure.period)
        }
        let before = Dictionary(older.map { (key($0), $0) }) { first, _ in first }
        changes = newer.compactMap { figure in
            guard let old = before[key(figure)], old.value != figure.value else { return nil }
            return Change(before: old, after: figure)
        }
    }

    /// One change a line: `geneva scope_two_location: 120 to 132 kgCO2e (+12, +10.0 %)`.
    public var text: String {
        guard !changes.isEmpty else { return "no figure changes\n" }
        return changes.map { change in
            let (old, new) = (change.before, change.after)
            func said(_ figure: Figure) -> String { figure.value?.plain ?? "not said (\(figure.note ?? ""))" }
            var text = "\(new.id) \(new.indicator): \(said(old)) to \(said(new)) \(new.unit)"
            if let difference = change.difference, let before = old.value {
                let share = before == 0 ? "" : ", \(signed((difference / abs(before) * 100).fixed(places: 1))) %"
                text += " (\(signed(difference.plain))\(share))"
            }
            return text + "\n"
        }.joined()
    }

    private func signed(_ text: String) -> String { text.hasPrefix("-") ? text : "+" + text }
}
