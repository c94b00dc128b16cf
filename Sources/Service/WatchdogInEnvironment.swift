internal import Glibc
public import Quantities

extension Watchdog {
    /// The one that the process's environment asks for.
    public static func inEnvironment(at now: Instant) -> Watchdog {
        Watchdog(microseconds: value("WATCHDOG_USEC"), pid: value("WATCHDOG_PID"), own: getpid(), at: now)
    }

    private static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
