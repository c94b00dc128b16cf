internal import Glibc
public import Quantities

/// A file descriptor that a loop waits for.
public struct Interest: Hashable, Sendable {
    public var descriptor: Int32
    public var toWrite: Bool

    public init(_ descriptor: Int32, toWrite: Bool = false) { (self.descriptor, self.toWrite) = (descriptor, toWrite) }
}

/// A fixed set of descriptors to wait for again and again, without allocating.
public struct Watch: ~Copyable {
    private var waiting: [pollfd]

    /// A negative descriptor keeps a place, and is never ready.
    public init(_ interests: [Interest]) {
        waiting = interests.map {
            let events = $0.descriptor < 0 ? 0 : Int16(POLLIN | ($0.toWrite ? POLLOUT : 0))
            return pollfd(fd: $0.descriptor, events: events, revents: 0)
        }
    }

    /// Waits until one of the descriptors is ready or the limit has passed, whichever is first.
    ///
    /// A descriptor that is broken counts as ready: its owner finds out by using it.
    ///
    /// - Returns: whether the limit has passed and none is ready.
    @discardableResult
    public mutating func wait(atMost limit: Duration) -> Bool {
        let ready = poll(&waiting, nfds_t(waiting.count), Int32(clamping: Swift.max(limit.milliseconds, 0)))
        // After an interruption nothing is said of any of them.
        if ready < 0 { for index in waiting.indices { waiting[index].revents = 0 } }
        return ready == 0
    }

    /// Waits for one descriptor no longer, until ``heedAll()``: a broken one would end every wait at once.
    public mutating func ignore(_ index: Int) {
        // poll(2) passes over negative ones.
        if waiting[index].fd >= 0 { waiting[index].fd = ~waiting[index].fd }
        waiting[index].revents = 0
    }

    /// Waits for all of them again.
    public mutating func heedAll() {
        for index in waiting.indices where waiting[index].fd < 0 && waiting[index].events != 0 {
            waiting[index].fd = ~waiting[index].fd
        }
    }

    /// Whether a descriptor was ready at the end of the last wait, by its place among the interests.
    public func isReady(_ index: Int) -> Bool { waiting[index].revents != 0 }
}

/// Waits as ``Watch/wait(atMost:)`` does, for descriptors that differ from time to time.
public func wait(for interests: [Interest], atMost limit: Duration) {
    var watch = Watch(interests)
    watch.wait(atMost: limit)
}
