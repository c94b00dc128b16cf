internal import Quantities

/// Bounds how often relays wear for daylight: so many times in a day, and no more.
///
/// A relay lives for about a hundred thousand operations under load: twelve a day are over twenty years.
struct SwitchingBudget: Hashable, Sendable {
    private static let most: UInt8 = 12
    private static let period = Duration.hours(24)

    private var since: Instant?
    private var spent: UInt8 = 0

    /// From when on there is one more.
    var free: Instant {
        guard spent >= Self.most, let since else { return .epoch }
        return since + Self.period
    }

    /// There is no more for now.
    var isSpent: Bool { spent >= Self.most }

    /// Begins a new day.
    mutating func renew(at now: Instant) {
        if let since, since + Self.period <= now { (self.since, spent) = (nil, 0) }
    }

    mutating func spend(at now: Instant) {
        if since.map({ $0 + Self.period <= now }) ?? true { (since, spent) = (now, 0) }
        spent += 1
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&since)
        codec.exchange(&spent)
    }
}
