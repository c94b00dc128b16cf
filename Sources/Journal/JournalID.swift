/// 16 random bytes that tell one journal from every other.
struct JournalID: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func random() -> JournalID {
        var source = SystemRandomNumberGenerator()
        return JournalID((0..<16).map { _ in UInt8.random(in: 0...255, using: &source) })
    }

    /// - Returns: `nil` unless `text` is 32 hexadecimal digits.
    init?(_ text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard text.utf8.count == 32, digits.count == 32 else { return nil }
        bytes = stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// 32 hexadecimal digits, lower case.
    var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
