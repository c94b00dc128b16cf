import Activities

/// What changes when one version of a factor table takes the place of another.
public struct FactorDifference: Hashable, Sendable {
    /// What a row says.
    public struct Row: Hashable, Sendable {
        /// `electricity CHE 2024`.
        public let name: String
        public let value: Double
        /// `kgCO2e/kWh`, or of heating values `kWh/L`.
        public let unit: String
        public let version: String
    }

    public enum Change: Hashable, Sendable {
        case added(Row)
        case removed(Row)
        case changed(from: Row, to: Row)
    }

    /// In the order of the new table, factors before heating values, what was removed last of each. Rows that differ in
    /// source or version alone are none.
    public let changes: [Change]

    public var isEmpty: Bool { changes.isEmpty }

    /// One change a line, then the sum of them.
    public var text: String {
        var counts = (added: 0, removed: 0, changed: 0)
        let lines = changes.map { change in
            switch change {
            case .added(let row):
                counts.added += 1
                return "+ \(row.name): \(row.value.plain) \(row.unit)"
            case .removed(let row):
                counts.removed += 1
                return "- \(row.name): \(row.value.plain) \(row.unit)"
            case .changed(let old, let new):
                counts.changed += 1
                let share = old.value > 0 ? new.value / old.value - 1 : nil
                let percent = share.map { " (\($0 < 0 ? "" : "+")\(($0 * 100).fixed(places: 1)) %)" } ?? ""
                return "~ \(new.name): \(old.value.plain) (\(old.version)) to \(new.value.plain) (\(new.version))"
                    + " \(new.unit)\(percent)"
            }
        }
        let sum = "\(counts.changed) changed, \(counts.added) added, \(counts.removed) removed"
        return (lines + [sum]).map { $0 + "\n" }.joined()
    }
}

extension FactorTable {
    /// What this table says otherwise than an older one.
    public func difference(from older: FactorTable) -> FactorDifference {
        FactorDifference(
            changes: Self.changes(from: older.factors, to: factors, by: \.key) { factor in
                FactorDifference.Row(
                    name: factor.name, value: factor.kilogramsPerUnit, unit: "kgCO2e/\(factor.unit.rawValue)",
                    version: factor.version)
            }
                + Self.changes(from: older.heatingValues, to: heatingValues, by: \.key) { value in
                    FactorDifference.Row(
                        name: value.name, value: value.kilowattHoursPerUnit, unit: "kWh/\(value.unit.rawValue)",
                        version: value.version)
                })
    }

    private static func changes<Item, Key: Hashable>(
        from older: [Item], to newer: [Item], by key: (Item) -> Key, as row: (Item) -> FactorDifference.Row
    ) -> [FactorDifference.Change] {
        let before = Dictionary(older.map { (key($0), $0) }) { first, _ in first }
        let now = Set(newer.map(key))
        let changes = newer.compactMap { item -> FactorDifference.Change? in
            guard let old = before[key(item)] else { return .added(row(item)) }
            return row(old).value == row(item).value ? nil : .changed(from: row(old), to: row(item))
        }
        return changes + older.filter { !now.contains(key($0)) }.map { .removed(row($0)) }
    }
}
