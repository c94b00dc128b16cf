/// e^x, ln x and the normal distribution's tail from + − × ÷ alone: a library's own differ in the last digit from
/// machine to machine, and host and firmware must agree bit for bit.
enum Elementary {
    /// e^x, within 1e-13 of its value; 0 below −700, and e^700 above 700.
    static func exp(_ x: Double) -> Double {
        guard x > -700 else { return 0 }
        let x = Swift.min(x, 700)
        // x = n ln 2 + r, |r| ≤ ln 2 / 2.
        let scaled = x * 1.442695040888963407
        let n = Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
        let r = x - Double(n) * 0.693147180559945309
        var term = 1.0
        var sum = 1.0
        for i in 1...13 {
            term = term * r / Double(i)
            sum += term
        }
        return sum * Double(bitPattern: UInt64(n + 1_023) << 52)
    }

    /// ln x for x > 0, within 1e-13; −745 for everything else.
    static func log(_ x: Double) -> Double {
        guard x > 1e-300, x < 1e300 else { return -745 }
        let bits = x.bitPattern
        var exponent = Int(bits >> 52) - 1_023
        var mantissa = Double(bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
        if mantissa > 1.4142135623730951 { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
        // 2 artanh((m − 1) / (m + 1)).
        let y = (mantissa - 1) / (mantissa + 1)
        let square = y * y
        var sum = 1.0 / 21
        sum = sum * square + 1.0 / 19
        sum = sum * square + 1.0 / 17
        sum = sum * square + 1.0 / 15
        sum = sum * square + 1.0 / 13
        sum = sum * square + 1.0 / 11
        sum = sum * square + 1.0 / 9
        sum = sum * square + 1.0 / 7
        sum = sum * square + 1.0 / 5
        sum = sum * square + 1.0 / 3
        sum = sum * square + 1
        return Double(exponent) * 0.693147180559945309 + 2 * y * sum
    }

    /// The chance that a standard normal variable exceeds `z` (Abramowitz and Stegun 26.2.17, absolute error 7.5e-8).
    static func upperTail(_ z: Double) -> Double {
        guard z >= 0 else { return 1 - upperTail(-z) }
        let t = 1 / (1 + 0.2316419 * z)
        let sum =
            t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
        return sum * exp(-z * z / 2) * 0.3989422804014327
    }
}
