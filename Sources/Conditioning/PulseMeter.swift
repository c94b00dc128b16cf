public import Hardware
public import Quantities

/// The pulse output of a meter (S0, IEC 62053-31), as a count of its pulses.
///
/// The standard gives each pulse and each pause at least 30 ms (Siemens PAC3200T manual, p. 28), at up to
/// 27 V and 27 mA, on from 10 mA and off below 2 mA (Elster A100C manual, p. 23); a level must
/// hold for half of that to count. A pulse is one stable level after another,
/// so neither bounce nor the second edge counts again. What could not be
/// counted is told apart: ``implausible`` and ``lost``. Reeds of water and gas
/// meters do the same more slowly, and may stay closed for days where the wheel stops.
///
/// Faults: ``SensorFault/unreadable``; ``SensorFault/stuckActive`` if pulses have a longest length;
/// ``SensorFault/chattering``; ``SensorFault/outOfRange`` while the last pulse came too soon. They
/// stop no counting. A meter that gives no pulses although something runs is judged by who knows
/// what runs, from ``lastPulse``.
public struct PulseMeter: Hashable, Sendable {
    /// Pulses since the start, for readers that subtract.
    public private(set) var pulses = WrappingCount.zero
    /// Pulses since the register was set to zero; goes on from what was given at the start.
    public private(set) var total: UInt64
    /// Pulses that came sooner after the last one counted than the circuit can draw energy. Not in ``total``.
    public private(set) var implausible: UInt64 = 0
    /// Edges that are known to be lost, at least. A pulse has two.
    public private(set) var lost: UInt64 = 0
    /// When the last pulse counted; `nil` before the first one since the start.
    public private(set) var lastPulse: Instant?
    /// What speaks against it.
    public var fault: SensorFault? { line.fault ?? (isImplausible ? .outOfRange : nil) }

    private var line: WatchedLine
    private let shortestInterval: Duration
    /// Between the last two pulses, if none can have been lost in between.
    private var interval: Duration?
    private var isInterrupted = false
    private var isImplausible = false

    /// - Parameters:
    ///   - start: Since when the level has been what it is, for judging its length; `nil`: it is not judged.
    ///   - isActive: The level at the start, `nil` if the line cannot be read; a pulse under way is not counted.
    ///   - total: The register as it was saved.
    ///   - stability: 10 to 20 ms.
    ///   - shortestInterval: See ``shortestInterval(breaker:pulsesPerKilowattHour:)`` and
    ///     ``MeterConstant/shortestInterval(mostPerHour:)``; zero takes every pulse.
    ///   - longestPulse: For electronic outputs, such as 10 s; `nil` for reeds.
    public init(
        at start: Instant? = nil, isActive: Bool?, total: UInt64 = 0, stability: Duration = .milliseconds(15),
        shortestInterval: Duration = .zero, longestPulse: Duration? = nil, chatter: Chatter.Limit = .pulses
    ) {
        line = WatchedLine(
            at: start, isActive: isActive, stability: stability, longestActive: longestPulse, chatter: chatter)
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

    /// Pulses per hour: from the time between the last two, and less when the next is overdue, as no more can flow then.
    ///
    /// Steady flow is told to 1 ms in the interval. `nil` until two pulses have come, and again after a loss.
    public func pulsesPerHour(at now: Instant) -> Double? {
        guard let interval, let lastPulse else { return nil }
        return 3.6e6 / Double(max(1, max(interval, now - lastPulse).milliseconds))
    }

    /// The power of an electricity meter, 3600/Δt · 1000/n watts; see ``pulsesPerHour(at:)``.
    public func power(at now: Instant, _ constant: MeterConstant) -> Watts? {
        pulsesPerHour(at: now).map { Watts(constant.perHour($0) * 1_000) }
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { line.reviewBy }

    /// Takes an edge of the line.
    public mutating func receive(_ edge: Edge) {
        if edge.lost > 0 { lose(edge.lost) }
        count(line.receive(edge))
    }

    /// Takes a reading of the line. One that no edge explains is an edge lost.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        let isMissed = line.disagrees(with: isActive)
        count(line.reads(isActive, at: now))
        if isMissed { lose(1) }
    }

    /// Takes the news that the line cannot be read: pulses may be lost from now on.
    public mutating func fail(at now: Instant) {
        count(line.fail(at: now))
        lose(0)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        count(line.look(at: now))
    }

    /// Whatever lay between two pulses, it was not one interval.
    private mutating func lose(_ edges: UInt32) {
        lost += UInt64(edges)
        (interval, isInterrupted) = (nil, true)
    }

    private mutating func count(_ change: WatchedLine.Change?) {
        guard let change, change.isActive else { return }
        if let lastPulse {
            isImplausible = change.at - lastPulse < shortestInterval
            if isImplausible {
                implausible += 1
                return
            }
            interval = isInterrupted ? nil : change.at - lastPulse
        }
        isInterrupted = false
        lastPulse = change.at
        pulses.increment()
        total += 1
    }
}
