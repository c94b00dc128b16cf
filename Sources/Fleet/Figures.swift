internal import Glibc
public import Quantities

/// What a fleet has done so far.
public struct Figures: Hashable, Sendable {
    public var boards = 0
    /// Boards whose births are out now.
    public var born = 0
    /// Births of nodes, those on demand included.
    public var births = 0
    /// Deaths of born nodes: by their own word, or by the will that the broker sends after an outage or a power cut.
    /// Those of a broker that ends are not counted.
    public var deaths = 0
    public var outages = 0
    public var kills = 0
    /// Entries of the journals of records.
    public var written: UInt64 = 0
    /// Sent, those sent again included.
    public var delivered = 0
    public var acknowledged: UInt64 = 0
    /// Given up for want of memory before they were acknowledged: detail is lost, energy is not.
    public var givenUp: UInt64 = 0
    public var messages = 0
    /// Of payloads.
    public var bytes = 0
    /// Virtual time of the slowest board.
    public var time: Timestamp
    /// How far the slowest board is behind its clock, virtual.
    public var behind = Duration.zero
    /// Real time since the start.
    public var elapsed = Duration.zero
    /// Of this process, with what the system did for it, s.
    public var processor = 0.0
    /// The most memory this process ever had, bytes.
    public var memory = 0

    public init(at time: Timestamp) { self.time = time }

    public var unacknowledged: UInt64 { written - acknowledged }

    /// Takes note of what the process has used.
    mutating func weigh() {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return }
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        processor = Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        memory = Int(usage.ru_maxrss) * 1_024
    }
}
