/// The temperatures that may be change points.
enum Knots {
    /// So many days must lie beyond the outermost knots (CalTRACK 2.0 asks for ten days with degree days).
    static let fewestBeyond = 10
    /// How many steps the search goes over first.
    static let steps = 20

    /// From the tenth-lowest to the tenth-highest temperature, in equal steps; empty when these are the same.
    static func coarse(_ days: [DailyEnergy.Day]) -> [Double] {
        let sorted = days.map(\.celsius).sorted()
        guard sorted.count > 2 * fewestBeyond else { return [] }
        let (low, high) = (sorted[fewestBeyond], sorted[sorted.count - 1 - fewestBeyond])
        guard high - low > 0.5 else { return [] }
        return (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    }

    static func step(_ knots: [Double]) -> Double? { knots.count > 1 ? knots[1] - knots[0] : nil }

    /// Finer ones beside those given, ascending, within the coarse ones.
    static func around(_ found: [Double], step: Double, within coarse: [Double]) -> [Double] {
        guard let low = coarse.first, let high = coarse.last else { return found }
        let fine = found.flatMap { knot in (-4...4).map { knot + step * Double($0) / 5 } }
        return Set(fine.map { min(high, max(low, $0)) }).sorted()
    }
}
