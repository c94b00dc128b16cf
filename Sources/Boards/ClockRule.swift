/// What makes a board believe its wall clock.
public enum ClockRule: String, CaseIterable, Sendable {
    /// A time server, or a real-time clock from which the kernel set the clock at boot.
    case auto
    /// Also a real-time clock whose driver came later, and from which somebody else set the clock.
    case rtc
    /// Whatever shows a time after this program was made: somebody sets the clock.
    case any
}
