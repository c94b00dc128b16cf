internal import Glibc
internal import Synchronization

/// The request to end, by Ctrl-C, SIGTERM or another thread.
public final class Stop: Sendable {
    /// Rings when the request comes.
    public let wakeup = Wakeup()
    private let requested = Atomic<Bool>(false)

    private let isMain: Bool

    public convenience init() { self.init(isMain: false) }

    private init(isMain: Bool) { self.isMain = isMain }

    public var isRequested: Bool {
        requested.load(ordering: .acquiring) || (isMain && signalled.load(ordering: .acquiring))
    }

    public func request() {
        requested.store(true, ordering: .releasing)
        wakeup.ring()
    }

    /// The process's own: SIGINT and SIGTERM request it. A second one ends the process at once.
    public static let main: Stop = {
        let stop = Stop(isMain: true)
        entrance.store(stop.wakeup.signalEntrance, ordering: .releasing)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = onSignal
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
        signal(SIGPIPE, SIG_IGN)
        return stop
    }()
}

private let signalled = Atomic<Bool>(false)
private let entrance = Atomic<Int32>(-1)

/// Only what a signal handler may do: two atomic words and one write.
private func onSignal(_ number: Int32) {
    signalled.store(true, ordering: .releasing)
    Wakeup.ring(entrance.load(ordering: .acquiring))
}
