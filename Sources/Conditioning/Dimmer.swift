public import Quantities

/// A dimmed zone's drive: from the position asked for, 0 (off) to 1 (full), to the duty cycle of a PWM output.
///
/// A change fades: the position goes to its new value in a straight line, in the time given for the whole change,
/// whatever its size, as a DALI fade time. Where it is at any moment follows from the moment alone, so it does
/// not matter how often it is asked. Eyes see even steps of the position as even steps of light on the
/// logarithmic curve; who reckons in light asks ``DimmingCurve/position(for:)``.
public struct Dimmer: Hashable, Sendable {
    /// What the PWM output drives.
    public enum Drive: Hashable, Sendable {
        /// The lamps' current, or a driver's PWM input: more duty is more light.
        case direct
        /// A transistor that pulls a 0–10 V input down: no duty is full light, as is a broken wire. By
        /// IEC 60929, annex E, drivers source the current; 10 V is full light, 1 V and below the least, and only
        /// a relay switches off.
        case inverted
    }

    public let curve: DimmingCurve
    public let drive: Drive
    /// The least position that is not off: where lamps burn steadily; 0 to 1.
    public let minimum: Double
    /// Where it is going.
    public private(set) var target: Double
    private var from: Double
    private var since: Instant
    private var fade = Duration.zero

    /// Full at the start: a start darkens nobody.
    public init(at start: Instant, curve: DimmingCurve = .logarithmic, drive: Drive = .direct, minimum: Double = 0) {
        (self.curve, self.drive, self.minimum) = (curve, drive, min(1, max(0, minimum)))
        (target, from, since) = (1, 1, start)
    }

    /// Asks for a position; beyond 0 to 1 is cut, and what is above 0 but below ``minimum`` is the minimum.
    ///
    /// The position asked for last changes nothing, nor does it begin its fade anew.
    /// - Parameter fade: For the whole change. Up 2 s, down 30 to 60 s go unnoticed with daylight.
    public mutating func go(to position: Double, over fade: Duration, at now: Instant) {
        let position = position > 0 ? min(1, max(minimum, position)) : 0
        guard position != target else { return }
        (from, target, since, self.fade) = (self.position(at: now), position, now, max(.zero, fade))
    }

    /// Where it is: 0, or ``minimum`` to 1. On its way to off it stays at the minimum until the fade is over.
    public func position(at now: Instant) -> Double {
        guard isFading(at: now) else { return target }
        let way = max(0, (now - since).seconds) / fade.seconds
        return max(from + (target - from) * way, minimum)
    }

    /// Whether lamps need power: for the relay beside a 0–10 V drive. From the first moment of a fade from off.
    public func isLit(at now: Instant) -> Bool { target > 0 || isFading(at: now) }

    /// The light of the lamps, 0 to 1, on ``curve``.
    public func light(at now: Instant) -> Double { curve.light(at: position(at: now)) }

    /// The share of its period for which the PWM output is active, 0 to 1.
    public func duty(at now: Instant) -> Double {
        let light = light(at: now)
        return drive == .direct ? light : 1 - light
    }

    /// ``duty(at:)`` of a period, in whole nanoseconds, as kernels want it.
    public func nanoseconds(of period: UInt64, at now: Instant) -> UInt64 {
        min(period, UInt64(Double(period) * duty(at: now) + 0.5))
    }

    public func isFading(at now: Instant) -> Bool { now < since + fade }

    /// Ask again no later than this: 50 times a second while it fades; `nil` when it stands.
    public func reviewBy(at now: Instant) -> Instant? {
        isFading(at: now) ? min(now + Self.pace, since + fade) : nil
    }

    private static let pace = Duration.milliseconds(20)
}
