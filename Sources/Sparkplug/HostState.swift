/// What a host application says of itself on its STATE topic, as JSON:
/// `{"online":true,"timestamp":1700000000000}`.
public struct HostState: Hashable, Sendable {
    public var online: Bool
    /// Milliseconds since 1970, UTC, of the CONNECT this belongs to.
    public var timestamp: UInt64

    public init(online: Bool, timestamp: UInt64) { (self.online, self.timestamp) = (online, timestamp) }

    public func encoded() -> [UInt8] { Array("{\"online\":\(online),\"timestamp\":\(timestamp)}".utf8) }

    /// Reads the two members, in any order, among others whose values are plain or nested to any
    /// depth up to 16.
    ///
    /// - Returns: `nil` when it is no JSON object with a boolean `online` and a whole, non-negative
    ///   `timestamp`, or is longer than 4,096 bytes.
    public init?(decoding bytes: [UInt8]) {
        guard bytes.count <= 4_096 else { return nil }
        var scanner = JSONScanner(bytes)
        var online: Bool?
        var timestamp: UInt64?
        guard scanner.take("{") else { return nil }
        if !scanner.take("}") {
            repeat {
                guard let key = scanner.string(), scanner.take(":") else { return nil }
                if key.elementsEqual("online".utf8) {
                    online = scanner.word("true") ? true : scanner.word("false") ? false : nil
                    guard online != nil else { return nil }
                } else if key.elementsEqual("timestamp".utf8) {
                    timestamp = scanner.whole()
                    guard timestamp != nil else { return nil }
                } else {
                    guard scanner.skipValue(depth: 16) else { return nil }
                }
            } while scanner.take(",")
            guard scanner.take("}") else { return nil }
        }
        guard scanner.isAtEnd, let online, let timestamp else { return nil }
        self.init(online: online, timestamp: timestamp)
    }
}

/// Walks JSON text. Strings are found, not unescaped: the keys looked for have no escapes.
private struct JSONScanner {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return offset == bytes.count
        }
    }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    /// One of JSON's three words, not a longer one that starts like it.
    mutating func word(_ word: StaticString) -> Bool {
        skipSpace()
        let text = word.withUTF8Buffer { Array($0) }
        let rest = bytes[offset...]
        guard rest.starts(with: text), !rest.dropFirst(text.count).prefix(1).contains(where: isWordByte) else {
            return false
        }
        offset += text.count
        return true
    }

    /// A number without sign, fraction or exponent.
    mutating func whole() -> UInt64? {
        skipSpace()
        let digits = bytes[offset...].prefix { isWordByte($0) || $0 == UInt8(ascii: ".") }
        offset = digits.endIndex
        guard digits.allSatisfy(isDigit) else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }

    mutating func string() -> ArraySlice<UInt8>? {
        guard take("\"") else { return nil }
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return bytes[start..<offset - 1]
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        offset = bytes.count
        return nil
    }

    mutating func skipValue(depth: Int) -> Bool {
        guard depth > 0 else { return false }
        if take("{") {
            if take("}") { return true }
            repeat {
                guard string() != nil, take(":"), skipValue(depth: depth - 1) else { return false }
            } while take(",")
            return take("}")
        }
        if take("[") {
            if take("]") { return true }
            repeat { guard skipValue(depth: depth - 1) else { return false } } while take(",")
            return take("]")
        }
        if string() != nil || word("true") || word("false") || word("null") { return true }
        let number = bytes[offset...].prefix { isWordByte($0) || "+-.".utf8.contains($0) }
        offset = number.endIndex
        return number.contains(where: isDigit)
    }

    private mutating func skipSpace() {
        while offset < bytes.count, " \t\r\n".utf8.contains(bytes[offset]) { offset += 1 }
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
