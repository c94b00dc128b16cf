/// A plain decimal number as a person writes it: an optional sign, digits, and
/// perhaps a point and digits. No exponent, no separators, no leading zeros, at
/// most 15 digits, so that a `Double` holds it without surprise.
struct Decimal {
    private let digits: Int64
    private let places: Int

    init?(_ text: Substring) {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy(Decimal.isDigits) else { return nil }
        let whole = parts[0]
        let fraction = parts.count == 2 ? parts[1] : ""
        guard whole.count == 1 || whole.first != "0", whole.count + fraction.count <= 15 else { return nil }
        guard let magnitude = Int64(whole + fraction) else { return nil }
        digits = isNegative ? -magnitude : magnitude
        places = fraction.count
    }

    /// `nil` when there is a fraction, even one of zeros.
    var whole: Int? { places == 0 ? Int(digits) : nil }

    /// The value times a whole factor, rounded once.
    func times(_ factor: Double) -> Double {
        var divisor = 1.0
        for _ in 0..<places { divisor *= 10 }
        return Double(digits) * factor / divisor
    }

    /// The shortest spelling, without a fraction of zero.
    static func written(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Splits "10 min" or "10min" into the number and the rest; the rest has no spaces around it.
    static func split(_ text: String) -> (number: Substring, unit: Substring) {
        let end = text.firstIndex { !($0.isASCII && ($0.isNumber || "+-.".contains($0))) } ?? text.endIndex
        return (text[..<end], text[end...].drop { $0 == " " })
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
