internal import Quantities

/// A person's word at the wall button, which outranks the automatic until it expires.
///
/// On ends at vacancy, off only when the zone has been vacant for a while
/// (so that a slide show stays dark); both end when the time limit is over.
struct Override: Hashable, Sendable {
    enum Kind: UInt8, Hashable, Sendable { case none, on, off }

    private(set) var kind = Kind.none
    private var since = Instant.epoch

    mutating func set(_ kind: Kind, at now: Instant) { (self.kind, since) = (kind, now) }

    /// Ends what has run out. `vacant` is when the zone became vacant, `nil` while it is not.
    mutating func expire(at now: Instant, vacant: Instant?, latch: Duration, limit: Duration) {
        guard let end = end(vacant: vacant, latch: latch, limit: limit), end <= now else { return }
        kind = .none
    }

    /// When this ends, if vacancy comes (or came) at `vacant`.
    func end(vacant: Instant?, latch: Duration, limit: Duration) -> Instant? {
        guard kind != .none else { return nil }
        let last = since + limit
        guard var end = vacant else { return last }
        if kind == .off { end = end + latch }
        return end < last ? end : last
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        var raw = kind.rawValue
        codec.exchange(&raw)
        kind = Kind(rawValue: raw) ?? .none
        codec.exchange(&since)
    }
}
