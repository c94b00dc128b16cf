/// Global warming potentials over 100 years of refrigerants, in one of the two tables in use: kg of CO2 that warm as
/// one kg does.
///
/// Sources: IPCC AR5 (2013), WG I, appendix 8.A; AR6 (2021), WG I, table 7.SM.7; as the package
/// globalwarmingpotentials 0.13.2 (CC0) has them. Blends by mass, composition as in ASHRAE standard 34. SF6 differs
/// between editions of tables (25,200 here, 24,300 in newer ones of the GHG Protocol): the table is always named.
public enum Potentials: String, CaseIterable, Hashable, Sendable {
    case ar5 = "AR5"
    case ar6 = "AR6"

    /// - Parameter substance: such as `R-410A`, `R410a` or `HFC-134a`.
    /// - Returns: `nil` when it is not in the table.
    public func value(of substance: String) -> Double? {
        let name = Self.canonical(substance)
        if let parts = Self.blends[name] {
            return parts.reduce(0) { sum, part in sum + part.share * (Self.pure[part.name].map(number) ?? 0) }
        }
        return Self.pure[name].map(number)
    }

    /// Whether the Kyoto Protocol's list of gases has it; those of the Montreal Protocol are printed separately.
    public static func isKyoto(_ substance: String) -> Bool { !montreal.contains(canonical(substance)) }

    /// The substances there are, as messages list them.
    public static var known: [String] { (Array(pure.keys) + Array(blends.keys)).sorted() }

    private func number(_ pair: (ar5: Double, ar6: Double)) -> Double { self == .ar5 ? pair.ar5 : pair.ar6 }

    /// `R-410A`, `r 410a`, `HFC-410A`: all are `R410A`.
    static func canonical(_ substance: String) -> String {
        var name = substance.uppercased().filter { $0 != "-" && $0 != " " }
        for prefix in ["HCFC", "HFC", "CFC", "HFO"] where name.hasPrefix(prefix) {
            name = "R" + name.dropFirst(prefix.count)
            break
        }
        return name
    }

    private static let pure: [String: (ar5: Double, ar6: Double)] = [
        "R32": (677, 771), "R125": (3_170, 3_740), "R134A": (1_300, 1_530), "R143A": (4_800, 5_810),
        "R22": (1_760, 1_960), "SF6": (23_500, 25_200),
    ]

    private static let blends: [String: [(name: String, share: Double)]] = [
        "R410A": [("R32", 0.5), ("R125", 0.5)],
        "R407C": [("R32", 0.23), ("R125", 0.25), ("R134A", 0.52)],
        "R404A": [("R125", 0.44), ("R143A", 0.52), ("R134A", 0.04)],
    ]

    private static let montreal: Set = ["R11", "R12", "R22", "R113", "R114", "R115", "R123", "R124", "R141B", "R142B"]
}
