internal import Quantities

/// How virtual time passes.
public enum Speed: Hashable, Sendable {
    /// So many times as fast as the clock; 1 or more.
    case times(Double)
    /// As fast as the records are acknowledged.
    case max
}

/// The clock of a fleet: it begins somewhere and never passes the real one, unless it began ahead of that.
struct VirtualClock: Sendable {
    private let speed: Speed
    private let start: Timestamp
    private let began: Instant
    private let end: Timestamp?
    private let mayLead: Bool

    /// - Parameters:
    ///   - start: what it shows at `began`.
    ///   - end: where it stops; `nil`: never.
    ///   - real: UTC at `began`.
    init(_ speed: Speed, from start: Timestamp, to end: Timestamp?, began: Instant, real: Timestamp) {
        (self.speed, self.start, self.end, self.began, mayLead) = (speed, start, end, began, start > real)
    }

    /// What it shows now; where it runs as fast as it can, the latest that it may show.
    func time(at now: Instant, real: Timestamp) -> Timestamp {
        var time = real
        switch speed {
        case .times(let factor):
            let passed = Double((now - began).milliseconds) * factor
            let own = start + .milliseconds(Int64(passed))
            time = mayLead ? own : Swift.min(own, real)
        case .max where mayLead: time = end ?? start
        case .max: break
        }
        return end.map { Swift.min($0, time) } ?? time
    }

    /// Virtual time that passes in a real one.
    static func stretch(_ duration: Duration, by speed: Speed) -> Duration {
        switch speed {
        case .times(let factor): .milliseconds(Int64(Double(duration.milliseconds) * factor))
        case .max: duration
        }
    }
}
