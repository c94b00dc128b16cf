internal import Control
internal import Quantities

extension Setting {
    /// Every tunable, in the order in which people read about them.
    public static let all: [Setting] = [
        duration(
            1, "hold", "Hold", 60...7_200, \.hold,
            "kept lit this long after the last sign of life"),
        duration(
            2, "warning", "Warning", 0...300, \.warning,
            "darkness is announced this long before; 0 s: no warning"),
        duration(
            3, "blink", "Blink", 0...2, \.blink,
            "dip of a single-step lamp at the start of a warning; 0 s: none"),
        duration(
            4, "override-limit", "Override Limit", 60...43_200, \.overrideLimit,
            "a word at the wall button holds no longer than this"),
        duration(
            5, "off-latch", "Off Latch", 0...7_200, \.offLatch,
            "off at the wall holds this long into vacancy"),
        Setting(
            6, "base-level", "Base Level", .steps, 0...3,
            "steps kept lit while the schedule is open, people or not",
            read: { Double($0.baseSteps) }, write: { $0.baseSteps = UInt8($1) }),
        daylightTarget,
        lux(
            8, "lamp-share", "Lamp Share", 0...20_000, \.daylight.lamps,
            "what all lamps of the zone add at its light sensor"),
        lux(
            9, "daylight-margin", "Daylight Margin", 10...2_000, \.daylight.margin,
            "lamps go off only when this much more than the target remains"),
        duration(
            10, "dark-delay", "Dark Delay", 1...600, \.daylight.darkDelay,
            "too dark for this long before lamps come on by daylight"),
        duration(
            11, "bright-delay", "Bright Delay", 60...3_600, \.daylight.brightDelay,
            "bright enough for this long before lamps go off by daylight"),
        duration(
            12, "minimum-on", "Minimum On", 0...3_600, \.daylight.minimumOn,
            "least time from lamps on to lamps off by daylight"),
        duration(
            13, "minimum-off", "Minimum Off", 0...1_800, \.daylight.minimumOff,
            "least time from lamps off to lamps on by daylight"),
    ]

    public static let daylightTarget = lux(
        7, "daylight-target", "Daylight Target", 0...5_000, \.daylight.target,
        "illuminance wanted at the sensor; 0 lx: no daylight control")

    private static func duration(
        _ id: UInt8, _ key: String, _ metric: String, _ bounds: ClosedRange<Double>,
        _ path: any WritableKeyPath<Zone.Settings, Duration> & Sendable, _ summary: String
    ) -> Setting {
        Setting(
            id, key, metric, .seconds, bounds, summary, read: { $0[keyPath: path].seconds },
            write: { $0[keyPath: path] = .milliseconds(Int64(($1 * 1_000).rounded())) })
    }

    private static func lux(
        _ id: UInt8, _ key: String, _ metric: String, _ bounds: ClosedRange<Double>,
        _ path: any WritableKeyPath<Zone.Settings, Lux> & Sendable, _ summary: String
    ) -> Setting {
        Setting(
            id, key, metric, .lux, bounds, summary, read: { $0[keyPath: path].value },
            write: { $0[keyPath: path] = Lux($1) })
    }
}
