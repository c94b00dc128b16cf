import Glibc
import Loop
import Synchronization

/// A server on a free loopback port, one connection after the other, that answers as a test tells it.
final class LoopbackServer: Sendable {
    let port: Int
    private let listener: Int32
    private let thread: Worker

    /// - Parameter serve: talks on one connection; it is closed afterwards.
    init(_ serve: @escaping @Sendable (Line) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure() }
        port = Int(UInt16(bigEndian: address.sin_port))
        self.listener = listener
        thread = Worker {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                serve(Line(connection))
                close(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        thread.join()
        close(listener)
    }

    struct Failure: Error {}
}

/// One connection, read line by line.
final class Line {
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func say(_ text: String) {
        let bytes = Array((text + "\r\n").utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// The next line without its end; `nil`: the other side has gone.
    func hear() -> String? {
        while true {
            if let end = waiting.firstIndex(of: 10) {
                let line = waiting[..<end].filter { $0 != 13 }
                waiting.removeFirst(end + 1)
                return String(decoding: line, as: UTF8.self)
            }
            guard more() else { return nil }
        }
    }

    func hear(bytes count: Int) -> String? {
        while waiting.count < count { guard more() else { return nil } }
        defer { waiting.removeFirst(count) }
        return String(decoding: waiting.prefix(count), as: UTF8.self)
    }

    private func more() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        waiting += buffer[..<count]
        return true
    }
}

/// A value that threads share.
final class Shared<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
}
