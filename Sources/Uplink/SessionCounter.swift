internal import Glibc
internal import Synchronization

/// Remembers the number of the next MQTT session (`bdSeq`) across restarts: in a file, or for as long as it lives.
public final class SessionCounter: Sendable {
    private let path: String?
    private let number = Atomic<UInt8>(0)

    /// - Parameter path: of the file.
    public init(_ path: String) { self.path = path }

    /// In memory, for a board that has no disk.
    public init() { path = nil }

    /// 0 when nothing is known.
    func read() -> UInt8 {
        guard let path else { return number.load(ordering: .relaxed) }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var number: UInt8 = 0
        return Glibc.read(file, &number, 1) == 1 ? number : 0
    }

    /// Losing it is harmless: a host sees a jump.
    func write(_ number: UInt8) {
        guard let path else { return self.number.store(number, ordering: .relaxed) }
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        var number = number
        _ = Glibc.write(file, &number, 1)
        close(file)
    }
}
