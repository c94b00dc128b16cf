internal import Glibc

/// Remembers the number of the next MQTT session (`bdSeq`) across restarts.
struct SessionCounter {
    private let path: String

    init(_ path: String) { self.path = path }

    /// 0 when nothing is known.
    func read() -> UInt8 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var number: UInt8 = 0
        return Glibc.read(file, &number, 1) == 1 ? number : 0
    }

    /// Losing it is harmless: a host sees a jump.
    func write(_ number: UInt8) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        var number = number
        _ = Glibc.write(file, &number, 1)
        close(file)
    }
}
