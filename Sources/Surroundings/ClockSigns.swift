internal import Glibc

/// What the machine says of its wall clock at one moment.
public struct ClockSigns: Hashable, Sendable {
    /// A clock with a battery, as its driver tells it.
    public struct RTC: Hashable, Sendable {
        /// What it shows, seconds since 1970.
        public var seconds: Int64
        /// Whether the kernel set the wall clock from it at boot (`hctosys`).
        public var hasSetClock: Bool

        public init(seconds: Int64, hasSetClock: Bool) { (self.seconds, self.hasSetClock) = (seconds, hasSetClock) }
    }

    /// What the wall clock shows, seconds since 1970.
    public var seconds: Int64
    /// Whether the kernel calls it synchronised (adjtimex(2), no `STA_UNSYNC`); `nil` where it does not say. Of chrony it
    /// does so with `rtcsync` only, which Debian's configuration has.
    public var isKept: Bool?
    /// Whether systemd-timesyncd has reached a server since the boot (systemd-timesyncd.service(8)).
    public var wasSynchronised: Bool
    public var rtcs: [RTC]

    public init(seconds: Int64, isKept: Bool?, wasSynchronised: Bool = false, rtcs: [RTC] = []) {
        (self.seconds, self.isKept, self.wasSynchronised, self.rtcs) = (seconds, isKept, wasSynchronised, rtcs)
    }

    /// Asks this machine. A real-time clock on a bus takes some milliseconds to answer.
    ///
    /// - Parameters:
    ///   - rtcs: folder of real-time clocks in sysfs. One that lost its power answers no time, or one long ago.
    ///   - synchronised: is there once systemd-timesyncd reached a server.
    public init(
        rtcs folder: String = "/sys/class/rtc", synchronised: String = "/run/systemd/timesync/synchronized"
    ) {
        self.init(
            seconds: Int64(time(nil)), isKept: Kernel.isClockKept, wasSynchronised: access(synchronised, F_OK) == 0,
            rtcs: (0..<8).compactMap { number in
                Self.number(in: "\(folder)/rtc\(number)/since_epoch").map {
                    RTC(seconds: $0, hasSetClock: Self.number(in: "\(folder)/rtc\(number)/hctosys") == 1)
                }
            })
    }

    private static func number(in path: String) -> Int64? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return Int64(String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }
}
