internal import Glibc

/// A thread, for work that waits for network or disk.
public final class Worker: Sendable {
    private let thread: pthread_t

    public init(_ body: sending @escaping () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, run, work.toOpaque())
        precondition(code == 0, "the system gives no more threads")
        self.thread = thread
    }

    /// Waits for its end. To be called once.
    public func join() { pthread_join(thread, nil) }
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
