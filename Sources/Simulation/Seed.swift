/// Where a stream of random numbers begins, and where its branches begin.
///
/// Each zone, person and day has a branch of its own, so that any day can be made
/// without those before it, and adding a person changes nobody else.
public struct Seed: Hashable, Sendable {
    public let value: UInt64

    public init(_ value: UInt64) { self.value = value }

    /// The seed of something named: FNV-1a over the UTF-8 bytes, then mixed.
    public func branch(_ name: String) -> Seed {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return branch(mixing: hash)
    }

    /// The seed of something numbered. `branch(7)` and `branch("7")` differ.
    public func branch(_ number: Int64) -> Seed { branch(mixing: ~UInt64(bitPattern: number)) }

    public var generator: SplitMix64 { SplitMix64(seed: value) }

    /// The branch's first uniform number, at least 0 and less than 1.
    var uniform: Double {
        var random = generator
        return random.uniform()
    }

    private func branch(mixing other: UInt64) -> Seed {
        Seed(SplitMix64.mix(value ^ SplitMix64.mix(other &+ SplitMix64.golden)))
    }
}
