/// Something a service tells its manager; the assignments of systemd's `sd_notify` (sd_notify(3)).
public enum Notice: Hashable, Sendable {
    /// It has started, or read its configuration again, and does its work.
    case ready
    /// It reads its configuration again; ``ready`` follows, whatever comes of it.
    /// `since` is now, in microseconds of the monotonic clock.
    case reloading(since: UInt64)
    /// It ends by itself.
    case stopping
    /// How it is, in a sentence, for people.
    case status(String)

    /// As it stands in a datagram. A sentence of several lines becomes one: a line break would begin another notice.
    var assignment: String {
        switch self {
        case .ready: "READY=1"
        case .reloading(let since): "RELOADING=1\nMONOTONIC_USEC=\(since)"
        case .stopping: "STOPPING=1"
        case .status(let sentence):
            "STATUS="
                + String(sentence.split(whereSeparator: \.isNewline).joined(separator: "; ").prefix(Self.longest))
        }
    }

    /// A status that is longer is of no use to anybody, and a datagram has its limits.
    private static let longest = 1_000
}
