internal import Quantities

/// A square wave that keeps its phase while its frequency changes, as a converter from light to frequency gives it.
/// Edges come at whole milliseconds.
struct SquareWave: Sendable {
    private(set) var isActive = false
    /// Half periods since the last edge, 0 to 1, at ``at``.
    private var phase = 0.0
    /// Half periods in a millisecond.
    private var rate = 0.0
    private var at: Timestamp

    init(from start: Timestamp) { at = start }

    /// When its next edge comes while the frequency stays so; `nil` at 0 Hz.
    var next: Timestamp? {
        guard rate > 0 else { return nil }
        let wait = ((1 - phase) / rate).rounded(.up)
        return wait < 1e12 ? at + .milliseconds(Swift.max(1, Int64(wait))) : nil
    }

    /// Lets time pass, no further than the next edge.
    ///
    /// - Parameter hertz: From then on.
    /// - Returns: Whether an edge came.
    @discardableResult
    mutating func live(to now: Timestamp, hertz: Double) -> Bool {
        phase += rate * Double((now - at).milliseconds)
        (at, rate) = (now, 2 * Swift.max(0, hertz) / 1_000)
        // The time of an edge in whole milliseconds may be a hair early in binary fractions.
        guard phase >= 1 - 1e-9 else { return false }
        isActive.toggle()
        phase = Swift.max(0, phase - 1)
        return true
    }
}
