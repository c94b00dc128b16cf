internal import Quantities

/// Reads or writes the state of the core as a row of whole numbers, so that one
/// function per type serves both directions and none can be forgotten in one.
public protocol StateCodec {
    mutating func exchange(_ word: inout Int64)
}

extension StateCodec {
    mutating func exchange(_ flag: inout Bool) {
        var word: Int64 = flag ? 1 : 0
        exchange(&word)
        flag = word != 0
    }

    mutating func exchange(_ byte: inout UInt8) {
        var word = Int64(byte)
        exchange(&word)
        byte = UInt8(truncatingIfNeeded: word)
    }

    mutating func exchange(_ fault: inout Fault) {
        var word = Int64(fault.rawValue)
        exchange(&word)
        fault = Fault(rawValue: UInt16(truncatingIfNeeded: word))
    }

    mutating func exchange(_ number: inout Float) {
        var word = Int64(number.bitPattern)
        exchange(&word)
        number = Float(bitPattern: UInt32(truncatingIfNeeded: word))
    }

    mutating func exchange(_ number: inout Double) {
        var word = Int64(bitPattern: number.bitPattern)
        exchange(&word)
        number = Double(bitPattern: UInt64(bitPattern: word))
    }

    mutating func exchange(_ duration: inout Duration) {
        var word = duration.milliseconds
        exchange(&word)
        duration = Duration(milliseconds: word)
    }

    mutating func exchange(_ instant: inout Instant) {
        var word = instant.milliseconds
        exchange(&word)
        instant = Instant(milliseconds: word)
    }

    mutating func exchange(_ instant: inout Instant?) {
        var known = instant != nil
        exchange(&known)
        guard known else { return instant = nil }
        var value = instant ?? .epoch
        exchange(&value)
        instant = value
    }

    mutating func exchange(_ count: inout WrappingCount?) {
        var word = count.map { Int64($0.count) } ?? -1
        exchange(&word)
        count = word < 0 ? nil : WrappingCount(UInt32(truncatingIfNeeded: word))
    }

    mutating func exchange(_ lux: inout Lux) {
        var value = lux.value
        exchange(&value)
        lux = Lux(value)
    }

    /// Bit for bit: a replay must not differ in the last digit.
    mutating func exchange(_ lux: inout Lux?) {
        var known = lux != nil
        exchange(&known)
        guard known else { return lux = nil }
        var value = (lux ?? .zero).value
        exchange(&value)
        lux = Lux(value)
    }
}
