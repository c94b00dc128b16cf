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
