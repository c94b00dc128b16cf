internal import Glibc

/// The service manager that started this program, such as systemd, as far as it wants to be told how it goes.
///
/// Notices are datagrams to the socket that `NOTIFY_SOCKET` names (sd_notify(3)). Telling never waits and never
/// fails: a manager that does not listen misses it. Safe on any thread.
public final class ServiceManager: Sendable {
    private let descriptor: Int32
    private let address: SocketAddress?

    /// Whether there is one.
    public var listens: Bool { address != nil }

    /// - Parameter socket: the value of `NOTIFY_SOCKET`: an absolute path, or `@` and an abstract name;
    ///   `nil` or empty: nobody listens.
    /// - Throws: ``SocketError/unusable(name:reason:)``.
    public init(socket: String?) throws(SocketError) {
        guard let socket, !socket.isEmpty else {
            (descriptor, address) = (-1, nil)
            return
        }
        guard socket.hasPrefix("/") || socket.hasPrefix("@") else {
            throw .unusable(name: "NOTIFY_SOCKET=\(socket)", reason: "is neither a path nor an abstract name")
        }
        let address = try SocketAddress(socket)
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(doing: "make a socket for", name: socket, code: errno) }
        self.address = address
    }

    /// The one in the process's environment.
    public static func inEnvironment() throws(SocketError) -> ServiceManager {
        try ServiceManager(socket: getenv("NOTIFY_SOCKET").map { String(cString: $0) })
    }

    /// Nobody.
    public static let none = ServiceManager()

    private init() { (descriptor, address) = (-1, nil) }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Tells several things at once.
    public func tell(_ notices: Notice...) {
        guard listens else { return }
        let text = Array(notices.map(\.assignment).joined(separator: "\n").utf8)
        text.withUnsafeBytes { send($0) }
    }

    /// Begins a reload, stamped with now.
    public func tellReloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        tell(.reloading(since: UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000))
    }

    /// Tells that the program is alive. Allocates nothing.
    public func tellAlive() {
        guard listens else { return }
        let alive: StaticString = "WATCHDOG=1"
        alive.withUTF8Buffer { send(UnsafeRawBufferPointer($0)) }
    }

    private func send(_ bytes: UnsafeRawBufferPointer) {
        address?.withSocketAddress { pointer, length in
            _ = sendto(
                descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL), pointer,
                length)
        }
    }
}
