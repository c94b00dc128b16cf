public import Quantities

/// What one message tells: alarms that have begun, that are still open, and that are over, each by id.
public struct Digest: Hashable, Sendable {
    public let begun: [Alarm]
    public let still: [Alarm]
    public let ended: [Alarm]
    public let at: Timestamp

    public init(begun: [Alarm] = [], still: [Alarm] = [], ended: [Alarm] = [], at now: Timestamp) {
        (self.begun, self.still, self.ended, at) = (begun, still, ended, now)
    }

    public var isEmpty: Bool { begun.isEmpty && still.isEmpty && ended.isEmpty }

    /// The worst of what is open, or else of what is over.
    public var severity: Severity {
        let open = begun + still
        return (open.isEmpty ? ended : open).map(\.severity).max() ?? .notice
    }

    public var all: [Alarm] { begun + still + ended }
}

/// An alarm of which a message has not arrived.
public struct Missed: Hashable, Sendable {
    /// As it is now.
    public let alarm: Alarm
    /// When a message of it arrived last; `nil`: never.
    public let heard: Timestamp?

    public init(_ alarm: Alarm, heard: Timestamp?) { (self.alarm, self.heard) = (alarm, heard) }
}

extension Digest {
    /// One message in place of all that have not arrived: of what is open now, and of the end of what was heard of before.
    /// What began and ended meanwhile, what somebody has seen to, and what another alarm explains is news no more.
    ///
    /// - Parameter open: keys of all open alarms.
    public init(of missed: [Missed], open: Set<Key>, at now: Timestamp) {
        let alarms = missed.map { missed in
            var alarm = missed.alarm
            alarm.told = missed.heard
            return alarm
        }.sorted { $0.id < $1.id }
        let waiting = alarms.filter { $0.isWaiting(at: now) && open.isDisjoint(with: $0.causes) }
        self.init(
            begun: waiting.filter { $0.told == nil }, still: waiting.filter { $0.told != nil },
            ended: alarms.filter { !$0.isOpen && $0.told != nil }, at: now)
    }
}
