/// A number as files write it: digits with a point, with or without sign and power of ten.
package struct Decimal {
    package let value: Double

    /// - Returns: `nil` unless all of these bytes are a number; the value is the nearest `Double`, and may be infinite.
    package init?(_ bytes: [UInt8], in range: Range<Int>) {
        var place = range.lowerBound
        let isNegative = Decimal.take("-", bytes, &place, range)
        if !isNegative { _ = Decimal.take("+", bytes, &place, range) }
        var (mantissa, digits, decimals): (UInt64, Int, Int) = (0, 0, 0)
        func takeDigits() -> Int {
            let start = place
            while place < range.upperBound, bytes[place].isDigit {
                // Wrapped only beyond the 18 digits that are asked for below.
                mantissa = mantissa &* 10 &+ UInt64(bytes[place] & 0x0F)
                place += 1
            }
            return place - start
        }
        digits = takeDigits()
        if Decimal.take(".", bytes, &place, range) {
            decimals = takeDigits()
            guard decimals > 0 else { return nil }
            digits += decimals
        }
        guard digits > 0 else { return nil }
        // Both exact as Double, so that one division rounds once (Clinger, 1990).
        if place == range.upperBound, digits <= 18, mantissa <= 1 << 53 {
            let size = decimals == 0 ? Double(mantissa) : Double(mantissa) / Decimal.powersOfTen[decimals]
            value = isNegative ? -size : size
            return
        }
        if Decimal.take("e", bytes, &place, range) || Decimal.take("E", bytes, &place, range) {
            if !Decimal.take("-", bytes, &place, range) { _ = Decimal.take("+", bytes, &place, range) }
            guard takeDigits() > 0 else { return nil }
        }
        guard place == range.upperBound, let value = Double(String(decoding: bytes[range], as: UTF8.self)) else {
            return nil
        }
        self.value = value
    }

    /// 10⁰ to 10¹⁸, all of them exact.
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ]

    private static func take(_ sign: Unicode.Scalar, _ bytes: [UInt8], _ place: inout Int, _ range: Range<Int>) -> Bool
    {
        guard place < range.upperBound, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }
}

extension UInt8 {
    package var isDigit: Bool { 0x30 <= self && self <= 0x39 }
}
