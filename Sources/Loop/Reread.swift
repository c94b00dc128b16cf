internal import Glibc
internal import Synchronization

/// The request to read the configuration again, by SIGHUP or another thread. Requests that nobody has
/// taken yet are one.
public final class Reread: Sendable {
    /// Rings when the request comes.
    public let wakeup = Wakeup()
    private let requested = Atomic<Bool>(false)
    private let isMain: Bool

    public convenience init() { self.init(isMain: false) }

    private init(isMain: Bool) { self.isMain = isMain }

    public func request() {
        requested.store(true, ordering: .releasing)
        wakeup.ring()
    }

    /// Whether there was a request since the last call.
    public func take() -> Bool {
        wakeup.clear()
        let isRequested = requested.exchange(false, ordering: .acquiringAndReleasing)
        return (isMain && signalled.exchange(false, ordering: .acquiringAndReleasing)) || isRequested
    }

    /// The process's own: SIGHUP requests it, as often as it comes.
    public static let main: Reread = {
        let reread = Reread(isMain: true)
        entrance.store(reread.wakeup.signalEntrance, ordering: .releasing)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = onHangup
        action.sa_flags = SA_RESTART
        sigaction(SIGHUP, &action, nil)
        return reread
    }()
}

private let signalled = Atomic<Bool>(false)
private let entrance = Atomic<Int32>(-1)

/// Only what a signal handler may do: two atomic words and one write; the program goes on, so `errno` is kept.
private func onHangup(_ number: Int32) {
    let before = errno
    signalled.store(true, ordering: .releasing)
    Wakeup.ring(entrance.load(ordering: .acquiring))
    errno = before
}
