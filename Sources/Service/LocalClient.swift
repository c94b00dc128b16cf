internal import Glibc

/// Asks a ``LocalServer``.
public enum LocalClient {
    /// Sends a line and gives the whole answer.
    ///
    /// - Parameter seconds: how long to wait for each part of it.
    /// - Throws: ``SocketError/nobody(path:)`` where nobody listens; the other ``SocketError``s.
    public static func ask(_ line: String, at path: String, within seconds: Int = 10) throws(SocketError) -> String {
        var answer = ""
        try converse(line, at: path, within: seconds) { answer += $0 }
        return answer
    }

    /// Sends a line and gives the answer piece by piece, until the server hangs up.
    ///
    /// - Parameter seconds: how long to wait for each piece; `nil`: as long as it takes.
    public static func converse(
        _ line: String, at path: String, within seconds: Int? = nil, hearing: (String) -> Void
    ) throws(SocketError) {
        let address = try SocketAddress(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(doing: "make a socket for", name: path, code: errno) }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: seconds ?? 0, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard address.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else { throw refusal(errno, path) }
        let request = Array((line + "\n").utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw .failed(doing: "ask", name: path, code: errno)
        }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var partial: [UInt8] = []
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count > 0 {
                partial += bytes[..<count]
                // Whole lines only: a piece may end within a character.
                guard let end = partial.lastIndex(of: UInt8(ascii: "\n")) else { continue }
                hearing(String(decoding: partial[...end], as: UTF8.self))
                partial.removeFirst(end + 1)
            } else if count == 0 {
                if !partial.isEmpty { hearing(String(decoding: partial, as: UTF8.self)) }
                return
            } else if errno == EAGAIN {
                throw .silent(path: path, seconds: seconds ?? 0)
            } else if errno != EINTR {
                throw .failed(doing: "hear", name: path, code: errno)
            }
        }
    }

    private static func refusal(_ code: Int32, _ path: String) -> SocketError {
        switch code {
        case ENOENT, ECONNREFUSED: .nobody(path: path)
        case EAGAIN: .silent(path: path, seconds: 0)
        case EACCES, EPERM:
            .denied(path: path, group: groupName(owning: path))
        default: .failed(doing: "reach", name: path, code: code)
        }
    }

    private static func groupName(owning path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, let group = getgrgid(status.st_gid) else { return nil }
        return String(cString: group.pointee.gr_name)
    }
}
