import Activities

/// What changes when one version of a factor table takes the place of another.
public struct FactorDifference: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        case added(EmissionFactor)
        case removed(EmissionFactor)
        case changed(from: EmissionFactor, to: EmissionFactor)
    }

    /// In the order of the new table, what was removed last. Rows that differ in source or version alone are none.
    public let changes: [Change]

    public var isEmpty: Bool { changes.isEmpty }

    /// One change a line, then the sum of them.
    public var text: String {
        var counts = (added: 0, removed: 0, changed: 0)
        let lines = changes.map { change in
            switch change {
            case .added(let factor):
                counts.added += 1
                return "+ \(factor.name): \(factor.kilogramsPerUnit.plain) kgCO2e/\(factor.unit.rawValue)"
            case .removed(let factor):
                counts.removed += 1
                return "- \(factor.name): \(factor.kilogramsPerUnit.plain) kgCO2e/\(factor.unit.rawValue)"
            case .changed(let old, let new):
                counts.changed += 1
                let share = old.kilogramsPerUnit > 0 ? new.kilogramsPerUnit / old.kilogramsPerUnit - 1 : nil
                let percent = share.map { " (\($0 < 0 ? "" : "+")\(($0 * 100).fixed(places: 1)) %)" } ?? ""
                return "~ \(new.name): \(old.kilogramsPerUnit.plain) (\(old.version)) to \(new.kilogramsPerUnit.plain)"
                    + " (\(new.version)) kgCO2e/\(new.unit.rawValue)\(percent)"
            }
        }
        let sum = "\(counts.changed) changed, \(counts.added) added, \(counts.removed) removed"
        return (lines + [sum]).map { $0 + "\n" }.joined()
    }
}

extension FactorTable {
    /// What this table says otherwise than an older one.
    public func difference(from older: FactorTable) -> FactorDifference {
        let before = Dictionary(older.factors.map { ($0.key, $0) }) { first, _ in first }
        let now = Set(factors.map(\.key))
        let changes = factors.compactMap { factor -> FactorDifference.Change? in
            guard let old = before[factor.key] else { return .added(factor) }
            return old.kilogramsPerUnit == factor.kilogramsPerUnit ? nil : .changed(from: old, to: factor)
        }
        return FactorDifference(
            changes: changes + older.factors.filter { !now.contains($0.key) }.map { .removed($0) })
    }
}
