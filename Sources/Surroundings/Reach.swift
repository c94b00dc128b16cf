internal import Glibc

/// Whether a server can be reached by TCP.
public enum Reach {
    /// - Returns: `nil` if it accepts a connection, or why not, to follow “HOST:PORT ”.
    public static func problem(host: String, port: Int, within milliseconds: Int32 = 3_000) -> String? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &found)
        guard code == 0 else { return "cannot be found: \(String(cString: gai_strerror(code)))" }
        defer { freeaddrinfo(found) }
        var reason = "has no address"
        var next = found
        while let place = next?.pointee {
            guard let refused = refusal(of: place, within: milliseconds) else { return nil }
            reason = refused
            next = place.ai_next
        }
        return reason
    }

    private static func refusal(of place: addrinfo, within milliseconds: Int32) -> String? {
        let descriptor = socket(
            place.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return "cannot be reached: \(String(cString: strerror(errno)))" }
        defer { close(descriptor) }
        if connect(descriptor, place.ai_addr, place.ai_addrlen) == 0 { return nil }
        guard errno == EINPROGRESS else { return "cannot be reached: \(String(cString: strerror(errno)))" }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&waiting, 1, milliseconds) == 1 else { return "does not answer within \(milliseconds / 1_000) s" }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? nil : "cannot be reached: \(String(cString: strerror(code)))"
    }
}
