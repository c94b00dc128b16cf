/// Steps through values of ASN.1 in their distinguished encoding: X.690, 8.1. It allocates nothing and does not recurse.
struct DER {
    /// Tags of what a certificate has before its key.
    enum Tag: UInt8 {
        case integer = 0x02, object = 0x06, utf8 = 0x0C, printable = 0x13, utcTime = 0x17, generalizedTime = 0x18
        case sequence = 0x30, set = 0x31
        /// Context tag 0.
        case version = 0xA0
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The tag of the value that comes next; `nil` at the end, and for one that is not listed.
    var next: Tag? { rest.first.flatMap(Tag.init) }

    /// The contents of the value that comes next.
    ///
    /// - Returns: `nil`, not moving on, when it has another tag or runs past the end.
    mutating func take(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard next == tag else { return nil }
        var after = rest.dropFirst()
        guard let first = after.popFirst() else { return nil }
        var count = Int(first)
        if first >= 0x80 {
            // Lengths of up to three bytes: 16 MB are more than a certificate has.
            let bytes = Int(first & 0x7F)
            guard (1...3).contains(bytes), after.count >= bytes else { return nil }
            count = after.prefix(bytes).reduce(0) { $0 << 8 | Int($1) }
            after = after.dropFirst(bytes)
        }
        guard after.count >= count else { return nil }
        rest = after.dropFirst(count)
        return after.prefix(count)
    }

    /// A reader of what the next value holds.
    mutating func enter(_ tag: Tag) -> DER? { take(tag).map { DER($0) } }

    /// A text of either kind that names have.
    mutating func text() -> String? {
        guard let bytes = next == .utf8 ? take(.utf8) : take(.printable) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
