/// Follows the sequence numbers of one edge node, and knows which are missing.
struct SequenceCheck {
    /// When the oldest open gap was seen, milliseconds UTC; `nil` while there is none, or after ``giveUp()``.
    private(set) var gapSince: UInt64?

    private var expected: UInt8
    /// One bit for each number from 0 to 255.
    private var missing = SIMD4<UInt64>()
    private var gaveUp = false

    /// - Parameter birth: the number that the node's birth carried.
    init(after birth: UInt8) { expected = birth &+ 1 }

    /// Takes the next message's number.
    ///
    /// - Returns: whether it came in order and nothing before it is missing.
    mutating func take(_ seq: UInt8, at now: UInt64) -> Bool {
        if seq == expected {
            expected &+= 1
            unmark(seq)
            return gapSince == nil && !gaveUp
        }
        if isMissing(seq) {
            unmark(seq)
            return false
        }
        while expected != seq {
            missing[Int(expected >> 6)] |= 1 << UInt64(expected & 63)
            expected &+= 1
        }
        expected &+= 1
        if gapSince == nil, !gaveUp { gapSince = now }
        return false
    }

    /// The missing ones will not come; only a birth mends it.
    mutating func giveUp() {
        (missing, gapSince, gaveUp) = (SIMD4(), nil, true)
    }

    var hasGivenUp: Bool { gaveUp }

    private func isMissing(_ seq: UInt8) -> Bool { missing[Int(seq >> 6)] >> UInt64(seq & 63) & 1 == 1 }

    private mutating func unmark(_ seq: UInt8) {
        missing[Int(seq >> 6)] &= ~(1 << UInt64(seq & 63))
        if missing == SIMD4() { gapSince = nil }
    }
}
