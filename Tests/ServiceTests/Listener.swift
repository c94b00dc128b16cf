import Glibc

/// A service manager's end: a real datagram socket.
final class Listener {
    let name: String
    private let descriptor: Int32

    /// - Parameter name: a path, or `@` and an abstract name.
    init(_ name: String) throws {
        self.name = name
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        let isAbstract = bytes[0] == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 } else { bytes.append(0) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard code == 0 else { throw Failure(code: errno) }
    }

    struct Failure: Error { let code: Int32 }

    deinit {
        close(descriptor)
        unlink(name)
    }

    /// The datagrams that wait.
    var heard: [String] {
        var texts: [String] = []
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 {
            texts.append(String(decoding: bytes[..<count], as: UTF8.self))
        }
        return texts
    }
}

/// A path that is nobody else's.
func freePath(_ ending: String) -> String {
    "/tmp/lightwell-\(getpid())-\(UInt32.random(in: 0 ... .max)).\(ending)"
}
