/// The number on a meter's face: 1 to 16 visible ASCII characters, so that it needs no text at run time.
///
/// 14 characters are enough for the identification that DIN 43863-5 gives to meters.
public struct MeterSerial: Hashable, Sendable {
    /// The first eight characters, the first one in the highest byte; 0 where there is none.
    public let high: UInt64
    /// The others, likewise.
    public let low: UInt64

    /// - Returns: `nil` if there are none, more than 16, or one that cannot be seen.
    public init?(_ characters: some Sequence<UInt8>) {
        var (high, low, count) = (UInt64(0), UInt64(0), UInt64(0))
        for character in characters {
            guard 0x21...0x7E ~= character, count < 16 else { return nil }
            let place = 56 - 8 * (count % 8)
            if count < 8 { high |= UInt64(character) << place } else { low |= UInt64(character) << place }
            count += 1
        }
        guard count > 0 else { return nil }
        (self.high, self.low) = (high, low)
    }

    /// As it was saved.
    ///
    /// - Returns: `nil` if no serial looks like this.
    public init?(high: UInt64, low: UInt64) {
        var characters: [UInt8] = []
        for place in 0..<16 {
            let character = Self.character(place, high, low)
            if character != 0 { characters.append(character) }
        }
        guard let serial = MeterSerial(characters), serial.high == high, serial.low == low else { return nil }
        self = serial
    }

    public var characters: [UInt8] {
        (0..<16).map { Self.character($0, high, low) }.filter { $0 != 0 }
    }

    private static func character(_ place: Int, _ high: UInt64, _ low: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: (place < 8 ? high : low) >> UInt64(56 - 8 * (place % 8)))
    }
}
