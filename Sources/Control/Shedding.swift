internal import Quantities

/// How much light is given up because the grid asks for it: in steps that people accept, and never for ever.
///
/// Fifteen per cent every ten seconds: steps of 15 to 18 % are those that people take best (Hu and Davis 2016). Light
/// comes back at once. An order by a setting lapses by itself; a contact asks for as long as it is closed.
struct Shedding: Hashable, Sendable {
    private var wanted: UInt8 = 0
    private var from: UInt8 = 0
    private var since = Instant.epoch
    /// The order by a setting, and since when it stands.
    private var order: UInt8 = 0
    private var ordered: Instant?

    /// - Parameter asked: by the contact, per cent.
    /// - Returns: Per cent to give up now.
    mutating func step(_ asked: UInt8, _ settings: Zone.Settings, at now: Instant) -> UInt8 {
        if settings.shed != order { (order, ordered) = (settings.shed, settings.shed > 0 ? now : nil) }
        if let since = ordered, since + settings.shedLimit <= now { ordered = nil }
        let next = settings.isEgress ? 0 : Swift.max(Swift.min(asked, 100), ordered == nil ? 0 : order)
        if next != wanted { (from, wanted, since) = (Swift.min(given(at: now), next), next, now) }
        return given(at: now)
    }

    /// The order is given anew, be it the same: it holds from the next step on.
    mutating func renew() { (order, ordered) = (0, nil) }

    func reviewBy(_ settings: Zone.Settings, at now: Instant) -> Instant? {
        var review = ordered.map { $0 + settings.shedLimit }
        if given(at: now) < wanted {
            let passed = (now - since).milliseconds / Self.pace.milliseconds
            review = earliest(review, since + Self.pace * (passed + 1))
        }
        return review
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&wanted)
        codec.exchange(&from)
        codec.exchange(&since)
        codec.exchange(&order)
        codec.exchange(&ordered)
    }

    private static let pace = Duration.seconds(10)
    private static let stride = 15

    private func given(at now: Instant) -> UInt8 {
        guard from < wanted else { return wanted }
        let strides = (now - since).milliseconds / Self.pace.milliseconds + 1
        return strides > 7 ? wanted : UInt8(Swift.min(Int(wanted), Int(from) + Self.stride * Int(strides)))
    }
}
