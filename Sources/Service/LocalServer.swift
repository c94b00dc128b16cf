internal import Glibc
public import Loop
internal import Quantities

/// Answers people at a local socket: a line in, a text out, then it hangs up. One thread serves all.
public final class LocalServer {
    private let path: String
    private let descriptor: Int32
    private var visits: [Visit] = []
    private var numbers = 0

    /// Listens at a path, in place of whoever was killed there before.
    ///
    /// The caller sees to it that no living program uses the path. Owner and group may connect (mode 0660).
    public init(path: String) throws(SocketError) {
        let address = try SocketAddress(path)
        self.path = path
        descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(doing: "make", name: path, code: errno) }
        unlink(path)
        // Nobody can connect before it listens, so nobody slips in before the mode is set.
        guard address.withSocketAddress({ bind(descriptor, $0, $1) }) == 0, chmod(path, 0o660) == 0,
            listen(descriptor, 8) == 0
        else {
            let code = errno
            close(descriptor)
            throw .failed(doing: "listen at", name: path, code: code)
        }
    }

    deinit {
        for visit in visits { close(visit.descriptor) }
        close(descriptor)
    }

    /// Runs until it is asked to stop, then hangs up on everybody.
    public func run(until stop: Stop, for host: some Host) {
        while !stop.isRequested {
            wait(until: stop)
            if visits.count < Self.mostVisits { accept() }
            let now = Clock.monotonic()
            for place in visits.indices { serve(&visits[place], host, at: now) }
            for visit in visits where visit.isOver {
                close(visit.descriptor)
                if visit.stays { host.left(visit.number) }
            }
            visits.removeAll(where: \.isOver)
        }
        for visit in visits {
            close(visit.descriptor)
            if visit.stays { host.left(visit.number) }
        }
        visits.removeAll()
        unlink(path)
    }

    /// More must wait until somebody leaves.
    private static let mostVisits = 16
    /// Whoever does not ask, or does not listen to the answer, is in the way.
    private static let patience = Duration.seconds(5)
    /// Of whoever stays, so often is looked whether there is still a reason to.
    private static let glance = Duration.seconds(2)
    private static let longestRequest = 256

    private func wait(until stop: Stop) {
        var interests = [Interest(stop.wakeup.descriptor)]
        if visits.count < Self.mostVisits { interests.append(Interest(descriptor)) }
        interests += visits.map { Interest($0.descriptor, toWrite: !$0.unsent.isEmpty) }
        let now = Clock.monotonic()
        var due = visits.map { $0.deadline - now }.min() ?? .seconds(60)
        if visits.contains(where: \.stays) { due = Swift.min(due, Self.glance) }
        Loop.wait(for: interests, atMost: due + .milliseconds(1))
    }

    private func accept() {
        let visitor = Glibc.accept(descriptor, nil, nil)
        guard visitor >= 0 else { return }
        _ = fcntl(visitor, F_SETFD, FD_CLOEXEC)
        numbers += 1
        visits.append(Visit(visitor, number: numbers, deadline: Clock.monotonic() + Self.patience))
    }

    private func serve(_ visit: inout Visit, _ host: some Host, at now: Instant) {
        visit.listen()
        if !visit.hasAsked, let request = visit.request {
            visit.hasAsked = true
            let reply = host.answer(request, to: visit.number)
            visit.unsent = Array((reply.text + "\n").utf8)
            if let stay = reply.stay {
                (visit.stays, visit.farewell) = (true, stay.farewell)
                visit.glanced = Clock.monotonic()
                visit.deadline = visit.glanced + stay.atMost
            } else {
                visit.deadline = Clock.monotonic() + Self.patience
            }
        }
        if !visit.hasAsked, visit.received.count > Self.longestRequest { visit.isOver = true }
        if visit.stays, visit.deadline > now, visit.glanced + Self.glance <= now {
            visit.glanced = now
            if host.isOver(for: visit.number) { visit.deadline = now }
        }
        if visit.deadline <= now {
            if let farewell = visit.farewell {
                visit.unsent += Array((farewell + "\n").utf8)
                visit.farewell = nil
            }
            visit.speak()
            visit.isOver = true
        }
        visit.speak()
        if visit.hasAsked, !visit.stays, visit.unsent.isEmpty { visit.isOver = true }
    }
}
