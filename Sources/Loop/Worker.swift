internal import Glibc
internal import Synchronization

/// A thread, for work that waits for network or disk.
public final class Worker: Sendable {
    /// `nil` once somebody waits, or has waited, for its end: the system gives the name to another thread then.
    private let thread: Mutex<pthread_t?>

    public init(_ body: sending @escaping () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, run, work.toOpaque())
        precondition(code == 0, "the system gives no more threads")
        self.thread = Mutex(thread)
    }

    /// Waits for its end. Whoever calls it once more does not wait.
    public func join() {
        let mine = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let mine { pthread_join(mine, nil) }
    }
}

private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
}

// A global function: a closure formed on the main actor would trap on a foreign thread.
private func run(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let work else { return nil }
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
}
