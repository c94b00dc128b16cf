internal import Glibc

/// The address of a local socket: a path, or `@` and a name that is in no file system.
struct SocketAddress: Sendable {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// - Throws: ``SocketError/unusable(name:reason:)`` when it is too long (107 bytes) or too short.
    init(_ name: String) throws(SocketError) {
        let isAbstract = name.hasPrefix("@")
        var bytes = Array(name.utf8)
        guard bytes.count > 1, !bytes.contains(0) else {
            throw .unusable(name: name, reason: "is no name for a socket")
        }
        if isAbstract { bytes[0] = 0 }
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else {
            throw .unusable(
                name: name, reason: "is longer than the \(room - 1) bytes that the name of a socket may have")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        // An abstract name ends with its last byte, a path with a zero.
        length = socklen_t(start + bytes.count + (isAbstract ? 0 : 1))
    }

    func withSocketAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
