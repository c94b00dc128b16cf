/// Numbers as text: always a point, never a group separator, whatever the machine's locale.
extension Double {
    /// With exactly so many places, 0 to 6, half away from zero. Must be finite.
    func fixed(places: Int) -> String { text(places: places, rounding: .toNearestOrAwayFromZero) }

    /// Rounded down, for shares that must not look better than they are.
    func floored(places: Int) -> String {
        // A share such as 0.29 becomes 28.999999999999996 in percent: that much is noise, not shortfall.
        (self + abs(self) * 1e-12).text(places: places, rounding: .down)
    }

    /// To the millionth, with no more places than it needs.
    var plain: String {
        var text = fixed(places: 6)
        guard text.contains("."), !text.contains("e") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private func text(places: Int, rounding: FloatingPointRoundingRule) -> String {
        let scale = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000][places]
        let scaled = (self * Double(scale)).rounded(rounding)
        guard abs(scaled) < 9e15 else { return description }
        let number = Int64(scaled)
        let (whole, part) = number.magnitude.quotientAndRemainder(dividingBy: UInt64(scale))
        let sign = number < 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let digits = String(part)
        return "\(sign)\(whole)." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }
}
