internal import Glibc

/// Wakes a thread that waits in ``wait(for:until:)``; any thread may ring it.
public final class Wakeup: Sendable {
    /// Readable while it has rung and nobody has looked.
    public let descriptor: Int32
    private let entrance: Int32

    public init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, entrance) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(entrance)
    }

    public func ring() { Wakeup.ring(entrance) }

    /// Safe in a signal handler.
    static func ring(_ entrance: Int32) {
        var byte: UInt8 = 1
        _ = write(entrance, &byte, 1)
    }

    /// Takes note of all rings so far.
    public func clear() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        while read(descriptor, &bytes, MemoryLayout.size(ofValue: bytes)) > 0 {}
    }

    var signalEntrance: Int32 { entrance }
}
