public import Quantities
internal import Simulation

/// What befalls a board from time to time, in real time: brokers and the waits between attempts know no other.
public struct Misfortune: Hashable, Sendable {
    /// From the end of one to the next, on average.
    public var every: Duration
    /// On average.
    public var lasts: Duration

    public init(every: Duration, lasts: Duration) { (self.every, self.lasts) = (every, lasts) }
}

/// When it befalls one board: evenly spread between half and one and a half of the average, by seed.
struct Fate: Sendable {
    private let misfortune: Misfortune
    private var random: SplitMix64
    private var next: Instant

    /// The first one comes within the average, so that those of many boards are spread from the beginning.
    init?(_ misfortune: Misfortune?, seed: Seed, from now: Instant) {
        guard let misfortune else { return nil }
        (self.misfortune, random) = (misfortune, seed.generator)
        next = now + .milliseconds(Int64(Double(misfortune.every.milliseconds) * random.uniform()))
    }

    /// Whether it begins now, and if so when it ends.
    mutating func strikes(at now: Instant) -> Instant? {
        guard next <= now else { return nil }
        let end = now + around(misfortune.lasts)
        next = end + around(misfortune.every)
        return end
    }

    private mutating func around(_ average: Duration) -> Duration {
        .milliseconds(Int64(Double(average.milliseconds) * (0.5 + random.uniform())))
    }
}
