public import Calendars
public import Quantities

/// The hours of a place in which only what is urgent is told.
public struct Night: Hashable, Sendable {
    /// By the clock on the wall; the same as ``to``: the whole day.
    public var from: TimeOfDay
    /// Earlier than ``from`` where it lies on the next day.
    public var to: TimeOfDay
    public var zone: TimeZone

    public init(from: TimeOfDay, to: TimeOfDay, in zone: TimeZone) {
        (self.from, self.to, self.zone) = (from, to, zone)
    }

    /// Its first moment belongs to it, its last does not.
    public func contains(_ time: Timestamp) -> Bool {
        let clock = zone.civil(of: time).time
        return from < to ? from <= clock && clock < to : clock >= from || clock < to
    }
}
