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

    /// Whether the Kyoto Protocol's list of gases has it: carbon dioxide, HFCs, PFCs, SF6 and NF3, and blends with HFCs
    /// but without gases of the Montreal Protocol. All else, such as CFCs, HCFCs, HFOs and hydrocarbons, is printed
    /// separately.
    ///
    /// Sources: Kyoto Protocol, annex A, with NF3 since the Doha amendment; blends as in ASHRAE standard 34.
    public static func isKyoto(_ substance: String) -> Bool {
        let name = canonical(substance)
        if kyoto.contains(name) { return true }
        guard name.hasPrefix("R"), let number = Int(name.dropFirst().prefix(3)) else { return false }
        let rest = name.dropFirst(4)
        guard rest.count <= 1, rest.allSatisfy({ ("A"..."Z").contains($0) }) else { return false }
        return kyotoBlends.contains { $0.contains(number) }
    }

    /// The substances there are, as messages list them.
    public static var known: [String] { (Array(pure.keys) + Array(blends.keys)).sorted() }

    private func number(_ pair: (ar5: Double, ar6: Double)) -> Double { self == .ar5 ? pair.ar5 : pair.ar6 }

    /// `R-410A`, `r 410a`, `HFC-410A`: all are `R410A`.
    static func canonical(_ substance: String) -> String {
        var name = substance.uppercased().filter { $0 != "-" && $0 != " " }
        for prefix in ["HCFC", "HFC", "PFC", "CFC", "HFO"] where name.hasPrefix(prefix) {
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

    /// Pure gases of the Kyoto Protocol's list.
    private static let kyoto: Set = [
        "R23", "R32", "R41", "R125", "R134", "R134A", "R143", "R143A", "R152", "R152A", "R161", "R227EA", "R236CB",
        "R236EA", "R236FA", "R245CA", "R245FA", "R365MFC", "R4310MEE",
        "R14", "R116", "R218", "R318", "RC318", "R3110", "R4112", "R5114", "R9118", "CF4", "C2F6", "C3F8", "C4F8",
        "C4F10", "C5F12", "C6F14",
        "SF6", "NF3", "R744", "CO2",
    ]

    /// Numbers of blends that hold HFCs and nothing of the Montreal Protocol.
    private static let kyotoBlends: [ClosedRange<Int>] = [
        404...404, 407...407, 410...410, 413...413, 417...417, 419...419, 421...431, 434...435, 437...440, 442...442,
        444...473, 507...508, 512...513, 515...516,
    ]
}
