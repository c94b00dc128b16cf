public import Hardware
public import Quantities

/// The pulse output of a meter (S0, IEC 62053-31), as a count of its pulses.
///
/// The standard gives each pulse and each pause at least 30 ms; a level must
/// hold for half of that to count. A pulse is one stable level after another,
/// so neither bounce nor the second edge counts again. What could not be
/// counted is told apart: ``implausible`` and ``lost``.
public struct PulseMeter: Hashable, Sendable {
    /// Pulses since the start, for readers that subtract.
    public private(set) var pulses = WrappingCount.zero
    /// Pulses since the register was set to zero; goes on from what was given at the start.
    public private(set) var total: UInt64
    /// Pulses that came sooner after the last one counted than the circuit can draw energy. Not in ``total``.
    public private(set) var implausible: UInt64 = 0
    /// Edges that are known to be lost, at least. A pulse has two.
    public private(set) var lost: UInt64 = 0

    private var level: Debounce
    private let shortestInterval: Duration
    private var lastCounted: Instant?

    /// - Parameters:
    ///   - isActive: The level at the start; a pulse under way is not counted.
    ///   - total: The register as it was saved.
    ///   - stability: 10 to 20 ms.
    ///   - shortestInterval: See ``shortestInterval(breaker:pulsesPerKilowattHour:)``; zero takes every pulse.
    public init(
        isActive: Bool, total: UInt64 = 0, stability: Duration = .milliseconds(15), shortestInterval: Duration = .zero
    ) {
        level = Debounce(isActive: isActive, stability: stability)
        self.total = total
        self.shortestInterval = shortestInterval
    }

    /// The time between two pulses at 1.2 times the power that the circuit breaker lets through, rounded down.
    ///
    /// One pulse is 3 600 000 / n joules at n pulses per kilowatt-hour.
    /// - Returns: Zero, that is no limit, unless both are positive.
    public static func shortestInterval(breaker: Watts, pulsesPerKilowattHour n: Double) -> Duration {
        guard breaker > .zero, n > 0 else { return .zero }
        let milliseconds = 3.6e9 / (n * breaker.value * 1.2)
        return .milliseconds(milliseconds < 86_400_000 ? Int64(milliseconds) : 86_400_000)
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { level.reviewBy }

    /// Takes an edge of the line.
    public mutating func receive(_ edge: Edge) {
        lost += UInt64(edge.lost)
        count(level.receive(edge))
    }

    /// Takes a reading of the line. One that no edge explains is an edge lost.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        if level.disagrees(with: isActive) { lost += 1 }
        count(level.reads(isActive, at: now))
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        count(level.look(at: now))
    }

    private mutating func count(_ changed: Instant?) {
        guard let changed, level.isActive else { return }
        if let lastCounted, changed - lastCounted < shortestInterval {
            implausible += 1
            return
        }
        lastCounted = changed
        pulses.increment()
        total += 1
    }
}
