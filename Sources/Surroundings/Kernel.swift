internal import Glibc

/// What the kernel and the libraries of this machine say of themselves.
public enum Kernel {
    /// Such as `6.12.25`.
    public static var release: String {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: &names.release) { name in
            String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// A number that is another after each start of the machine (random(4)); `nil` where the kernel does not say.
    public static var bootID: String? {
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(file, &buffer, buffer.count)
        guard count >= 36 else { return nil }
        return String(decoding: buffer[..<36], as: UTF8.self)
    }

    /// Whether something, such as NTP, keeps the clock right (adjtimex(2)); `nil` where the kernel does not say.
    public static var isClockKept: Bool? {
        // Glibc's module map leaves sys/timex.h out. A request of mode 0, the first word, only asks.
        typealias Adjust = @convention(c) (UnsafeMutableRawPointer) -> Int32
        guard let symbol = dlsym(nil, "adjtimex") else { return nil }
        var state = [UInt64](repeating: 0, count: 64)
        let verdict = state.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { unsafeBitCast(symbol, to: Adjust.self)($0) } ?? -1
        }
        return verdict < 0 ? nil : verdict != Self.isInError
    }

    /// `TIME_ERROR`: the clock is not synchronised.
    private static let isInError: Int32 = 5

    /// The version of libgpiod in this process, such as `1.6.3`; `nil` where there is none.
    public static var libgpiodVersion: String? {
        typealias Version = @convention(c) () -> UnsafePointer<CChar>?
        for name in ["gpiod_api_version", "gpiod_version_string"] {
            guard let symbol = dlsym(nil, name) else { continue }
            return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) }
        }
        return nil
    }
}
