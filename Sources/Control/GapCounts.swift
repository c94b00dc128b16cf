/// How many gaps between movements there were, by the bins of ``StillnessModel``.
struct GapCounts: Hashable, Sendable {
    private var counts = InlineArray<13, Float>(repeating: 0)

    subscript(bin: Int) -> Float {
        get { counts[bin] }
        set { counts[bin] = newValue }
    }

    /// Of all lengths.
    var total: Float {
        var sum: Float = 0
        for bin in 0..<StillnessModel.bins { sum += counts[bin] }
        return sum
    }

    /// Lets evidence fade to a share of what it was.
    mutating func fade(to share: Float) { for bin in 0..<StillnessModel.bins { counts[bin] *= share } }

    mutating func exchange(_ codec: inout some StateCodec) {
        for bin in 0..<StillnessModel.bins { codec.exchange(&counts[bin]) }
    }

    static func == (a: Self, b: Self) -> Bool {
        for bin in 0..<StillnessModel.bins where a.counts[bin] != b.counts[bin] { return false }
        return true
    }

    func hash(into hasher: inout Hasher) {
        for bin in 0..<StillnessModel.bins { hasher.combine(counts[bin]) }
    }
}
