internal import Glibc

/// A real Mosquitto of the test's own, on a free loopback port, that can be stopped and started.
public final class PrivateBroker {
    public let port: Int32
    private var process: pid_t = 0
    private let configuration: String

    /// - Parameter settings: lines of its configuration that say whom it lets in; by default everybody.
    public init(_ settings: [String] = ["allow_anonymous true"]) throws {
        port = try Self.freePort()
        configuration = "/tmp/lightwell-test-\(getpid())-\(port).conf"
        let text = """
            listener \(port) 127.0.0.1
            max_queued_messages 0
            set_tcp_nodelay true

            """ + settings.map { $0 + "\n" }.joined()
        let file = open(configuration, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
        _ = text.withCString { write(file, $0, strlen($0)) }
        close(file)
        try start()
    }

    deinit {
        stop()
        unlink(configuration)
    }

    /// Starts the broker and waits until it answers.
    public func start() throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("mosquitto"), strdup("-c"), strdup(configuration), nil]
        defer { for argument in arguments { free(argument) } }
        let path = access("/usr/sbin/mosquitto", X_OK) == 0 ? "/usr/sbin/mosquitto" : "mosquitto"
        let code = posix_spawnp(&process, path, &actions, nil, &arguments, environ)
        guard code == 0 else { throw Failure(what: "mosquitto does not start: \(String(cString: strerror(code)))") }
        for _ in 0..<1_000 {
            if Self.answers(port) { return }
            poll(nil, 0, 10)
        }
        throw Failure(what: "mosquitto does not answer on port \(port)")
    }

    /// Ends the broker as a power cut would.
    public func stop() {
        guard process > 0 else { return }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        process = 0
    }

    public struct Failure: Error {
        public let what: String
        public init(what: String) { self.what = what }
    }

    private static func freePort() throws -> Int32 {
        try withLoopback(port: 0) { socket, address in
            var address = address
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
                }
            }
            guard isBound else { throw Failure(what: "no free port") }
            return Int32(UInt16(bigEndian: address.sin_port))
        }
    }

    private static func answers(_ port: Int32) -> Bool {
        withLoopback(port: UInt16(port)) { socket, address in
            withUnsafePointer(to: address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }

    private static func withLoopback<R>(port: UInt16, _ body: (Int32, sockaddr_in) throws -> R) rethrows -> R {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return try body(socket, address)
    }
}
