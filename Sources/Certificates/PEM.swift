/// Labelled blocks of base64 in a text: RFC 7468.
enum PEM {
    /// The bytes of every block with a label, in order; other blocks and text around them are passed over.
    ///
    /// - Returns: `nil` when one is not closed, or is not base64.
    static func blocks(labelled label: String, in text: [UInt8]) -> [[UInt8]]? {
        let (begin, end) = (Array("-----BEGIN \(label)-----".utf8), Array("-----END \(label)-----".utf8))
        var blocks: [[UInt8]] = []
        var open: [UInt8]?
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if line.elementsEqual(begin) {
                open = []
            } else if line.elementsEqual(end) {
                guard let digits = open, let block = base64(digits) else { return nil }
                blocks.append(block)
                open = nil
            } else {
                open?.append(contentsOf: line)
            }
        }
        return open == nil ? blocks : nil
    }

    /// RFC 4648, 4.
    private static func base64(_ digits: [UInt8]) -> [UInt8]? {
        guard digits.count % 4 == 0 else { return nil }
        let padding = digits.suffix(2).count { $0 == UInt8(ascii: "=") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3)
        var (word, bits) = (UInt32(0), 0)
        for digit in digits.dropLast(padding) {
            guard let value = value(of: digit) else { return nil }
            (word, bits) = (word << 6 | value, bits + 6)
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
