/// Unpacks what was packed as RFC 1951 (deflate) has it.
struct Inflate {
    private let bytes: [UInt8]
    private let limit: Int
    private var place: Int
    /// Bits that were taken from the bytes and not yet used, the next one lowest.
    private var bits: UInt64 = 0
    private var count = 0

    init(_ bytes: [UInt8], at place: Int, limit: Int) { (self.bytes, self.place, self.limit) = (bytes, place, limit) }

    /// Appends the unpacked bytes.
    ///
    /// - Returns: where the packed data end.
    mutating func append(to text: inout [UInt8]) throws(Gzip.Damaged) -> Int {
        let start = text.count
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try appendStored(to: &text)
            case 1: try append(to: &text, from: start, Self.fixedLiterals, Self.fixedDistances)
            case 2:
                let (literals, distances) = try codes()
                try append(to: &text, from: start, literals, distances)
            default: throw Self.damaged
            }
        }
        // Whole bytes that were taken too early.
        return place - count / 8
    }

    /// Codes of prefixes, made of the length of each symbol's code (RFC 1951, 3.2.2); looked up by the next 15 bits.
    fileprivate struct Code {
        /// A symbol and the length of its code, in 4 bits; 0 where no code begins so.
        private(set) var entries = [UInt16](repeating: 0, count: 1 << 15)

        init(lengths: ArraySlice<UInt8>) throws(Gzip.Damaged) {
            var code = 0
            for length in 1...15 {
                for (symbol, own) in lengths.enumerated() where own == length {
                    guard code < 1 << length else { throw Inflate.damaged }
                    // The first bit of a code comes first, but numbers are read lowest bit first.
                    let reversed = (0..<length).reduce(0) { $0 << 1 | code >> $1 & 1 }
                    for entry in stride(from: reversed, to: 1 << 15, by: 1 << length) {
                        entries[entry] = UInt16(symbol << 4 | length)
                    }
                    code += 1
                }
                code <<= 1
            }
        }
    }

    static let damaged = Gzip.Damaged(reason: "is damaged: it cannot be unpacked")

    private mutating func fill(_ wanted: Int) {
        while count < wanted, place < bytes.count {
            bits |= UInt64(bytes[place]) << UInt64(count)
            place += 1
            count += 8
        }
    }

    private mutating func take(_ wanted: Int) throws(Gzip.Damaged) -> Int {
        fill(wanted)
        guard count >= wanted else { throw Gzip.Damaged(reason: "ends too early") }
        let value = Int(bits & (1 << UInt64(wanted) - 1))
        bits >>= UInt64(wanted)
        count -= wanted
        return value
    }

    private mutating func symbol(_ code: Code) throws(Gzip.Damaged) -> Int {
        fill(15)
        let entry = Int(code.entries[Int(bits & 0x7FFF)])
        let length = entry & 15
        guard length > 0 else { throw Self.damaged }
        guard length <= count else { throw Gzip.Damaged(reason: "ends too early") }
        bits >>= UInt64(length)
        count -= length
        return entry >> 4
    }

    private mutating func appendStored(to text: inout [UInt8]) throws(Gzip.Damaged) {
        _ = try take(count % 8)
        let (length, complement) = (try take(16), try take(16))
        guard length ^ complement == 0xFFFF else { throw Self.damaged }
        place -= count / 8
        (bits, count) = (0, 0)
        guard bytes.count - place >= length else { throw Gzip.Damaged(reason: "ends too early") }
        try check(text.count + length)
        text += bytes[place..<place + length]
        place += length
    }

    private mutating func append(
        to text: inout [UInt8], from start: Int, _ literals: Code, _ distances: Code
    ) throws(Gzip.Damaged) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                try check(text.count + 1)
                text.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol - 257 < Self.lengths.count else { throw Self.damaged }
            let (base, extra) = Self.lengths[symbol - 257]
            let length = base + (try take(extra))
            let place = try self.symbol(distances)
            guard place < Self.distances.count else { throw Self.damaged }
            let (near, far) = Self.distances[place]
            let distance = near + (try take(far))
            guard distance <= text.count - start else { throw Self.damaged }
            try check(text.count + length)
            // May overlap what it makes: then it repeats.
            for _ in 0..<length { text.append(text[text.count - distance]) }
        }
    }

    private func check(_ size: Int) throws(Gzip.Damaged) {
        guard size <= limit else { throw Gzip.Damaged(reason: "unpacks to more than 1 GiB: cut it into several files") }
    }

    /// The codes that a block brings with it, themselves packed by a code (3.2.7).
    private mutating func codes() throws(Gzip.Damaged) -> (literals: Code, distances: Code) {
        let (literals, distances, packed) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
        var own = [UInt8](repeating: 0, count: 19)
        for place in Self.order.prefix(packed) { own[place] = UInt8(try take(3)) }
        let code = try Code(lengths: own[...])
        var lengths: [UInt8] = []
        while lengths.count < literals + distances {
            let symbol = try symbol(code)
            switch symbol {
            case 0...15: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw Self.damaged }
                lengths += [UInt8](repeating: last, count: 3 + (try take(2)))
            case 17: lengths += [UInt8](repeating: 0, count: 3 + (try take(3)))
            default: lengths += [UInt8](repeating: 0, count: 11 + (try take(7)))
            }
        }
        guard lengths.count == literals + distances else { throw Self.damaged }
        return (try Code(lengths: lengths[..<literals]), try Code(lengths: lengths[literals...]))
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// Of the symbols from 257: the shortest length, and how many bits more (3.2.5). After the first eight, four each
    /// have one bit more than the four before; the last one stands alone.
    private static let lengths: [(Int, Int)] =
        (0..<28).map { (place: Int) -> (Int, Int) in
            guard place >= 8 else { return (place + 3, 0) }
            let extra = place / 4 - 1
            return (3 + (4 + place % 4) << extra, extra)
        } + [(258, 0)]

    /// Of distances likewise, two each.
    private static let distances: [(Int, Int)] = (0..<30).map { (place: Int) -> (Int, Int) in
        guard place >= 4 else { return (place + 1, 0) }
        let extra = place / 2 - 1
        return (1 + (2 + place % 2) << extra, extra)
    }

    /// The codes that need not be said (3.2.6). Lengths as the standard gives them make codes.
    private static let fixedLiterals = known(
        [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
            + [UInt8](repeating: 8, count: 8))
    private static let fixedDistances = known([UInt8](repeating: 5, count: 30))

    private static func known(_ lengths: [UInt8]) -> Code {
        do throws(Gzip.Damaged) { return try Code(lengths: lengths[...]) } catch { return Code() }
    }
}

extension Inflate.Code {
    /// Knows no symbol.
    fileprivate init() {}
}
