/// Where a tape is played: a microcontroller, or a host that checks it.
public protocol Stage: ~Copyable {
    /// The next byte of the tape; `nil` at its end.
    mutating func next() -> UInt8?
    /// Takes a byte of what is told: lines of ASCII.
    mutating func tell(_ byte: UInt8)
    /// The core begins to work, and ends: for a clock.
    mutating func coreBegins()
    mutating func coreEnds()
}

extension Stage where Self: ~Copyable {
    public mutating func coreBegins() {}
    public mutating func coreEnds() {}

    mutating func byte() throws(TapeError) -> UInt8 {
        guard let byte = next() else { throw .truncated }
        return byte
    }

    mutating func number() throws(TapeError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw .malformed
    }

    /// Reads a value whole, as it lies in memory.
    mutating func read<Value>(into value: inout Value) throws(TapeError) {
        for place in 0..<MemoryLayout<Value>.size {
            let byte = try byte()
            withUnsafeMutableBytes(of: &value) { $0[place] = byte }
        }
    }

    /// Reads the words of a value that differ.
    mutating func readDifferences<Value>(into value: inout Value) throws(TapeError) {
        let mask = try number()
        for place in 0..<MemoryLayout<Value>.size where mask >> UInt64(place / 8) & 1 != 0 {
            let byte = try byte()
            withUnsafeMutableBytes(of: &value) { $0[place] = byte }
        }
    }

    mutating func tell(_ number: Int64) {
        if number < 0 { tell(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var digits: [20 of UInt8] = .init(repeating: 0)
        var count = 0
        repeat {
            digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            count += 1
        } while rest > 0
        while count > 0 {
            count -= 1
            tell(digits[count])
        }
    }

    mutating func tell(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { tell(text.utf8Start[index]) }
    }

    /// Tells a name and a number, such as `step 17`.
    public mutating func tell(_ name: StaticString, _ number: Int64) {
        tell(name)
        tell(number)
    }
}
