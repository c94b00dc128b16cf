/// A length of time, in whole milliseconds.
public struct Duration: Comparable, Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public static func milliseconds(_ n: Int64) -> Duration { Duration(milliseconds: n) }
    public static func seconds(_ n: Int64) -> Duration { Duration(milliseconds: n * 1_000) }
    public static func minutes(_ n: Int64) -> Duration { Duration(milliseconds: n * 60_000) }
    public static func hours(_ n: Int64) -> Duration { Duration(milliseconds: n * 3_600_000) }
    public static func days(_ n: Int64) -> Duration { Duration(milliseconds: n * 86_400_000) }
    public static let zero = Duration(milliseconds: 0)

    public var seconds: Double { Double(milliseconds) / 1_000 }
    public var hours: Double { Double(milliseconds) / 3_600_000 }

    public static func < (a: Duration, b: Duration) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Duration, b: Duration) -> Duration {
        Duration(milliseconds: a.milliseconds + b.milliseconds)
    }
    public static func - (a: Duration, b: Duration) -> Duration {
        Duration(milliseconds: a.milliseconds - b.milliseconds)
    }
    public static func * (a: Duration, k: Int64) -> Duration { Duration(milliseconds: a.milliseconds * k) }
}
