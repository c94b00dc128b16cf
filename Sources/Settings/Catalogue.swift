internal import Control
internal import Quantities

extension Setting {
    /// Every tunable, in the order in which people read about them.
    public static let all: [Setting] = [
        hold,
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
        steps(6, "base-level", "Base Level", \.baseSteps, "steps kept lit while the schedule is open, people or not"),
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
        adaptive,
        duration(15, "hold-least", "Hold Least", 60...7_200, \.holdLeast, "a learned hold time is never shorter"),
        duration(16, "hold-most", "Hold Most", 60...7_200, \.holdMost, "a learned hold time is never longer"),
        Setting(
            17, "start", "Start", .choice, 0...2,
            "what motion lights in an unlit zone: all, the partial level, or nothing (only the button lights)",
            choices: ["auto", "partial", "manual"], read: { Double($0.start.rawValue) },
            write: { $0.start = Zone.Settings.Start(rawValue: UInt8($1)) ?? .auto }),
        steps(18, "partial-level", "Partial Level", \.partialSteps, "steps lit by a partial start; 0: half of them"),
        duration(
            19, "grace", "Grace", 0...300, \.grace,
            "motion this soon after the lamps went out lights them again, however the zone starts"),
        duration(
            20, "walk-through", "Walk Through", 0...1_800, \.walkThrough,
            "hold after a visit of half a minute at most; 0 s: as any other"),
        steps(21, "vacant-level", "Vacant Level", \.vacantSteps, "steps kept lit always: dim, but never dark"),
        steps(22, "task-level", "Task Level", \.taskSteps, "most steps lit by themselves (task tuning); 0: all"),
        Setting(
            23, "open-loop", "Open Loop", .choice, 0...1, "the light sensor does not see the zone's lamps",
            choices: ["no", "yes"], read: { $0.daylight.isOpenLoop ? 1 : 0 },
            write: { $0.daylight.isOpenLoop = $1 == 1 }),
        duration(
            24, "door-latch", "Door Latch", 0...43_200, \.doorLatch,
            "somebody seen behind a door that stays closed is still there, for this long; 0 s: the door says nothing"),
        duration(
            25, "sweep-warning", "Sweep Warning", 0...1_800, \.sweepWarning,
            "warning before a closing schedule ends what nobody's presence explains"),
        shed,
        duration(27, "shed-limit", "Shed Limit", 60...43_200, \.shedLimit, "an order to shed lapses after this long"),
        duration(
            28, "plug-delay", "Plug Delay", 0...7_200, \.plugDelay,
            "plug loads go off this long after the last sign of life"),
        duration(
            29, "standby-delay", "Standby Delay", 60...7_200, \.standbyDelay,
            "climate goes to standby this long after the last sign of life"),
        Setting(
            30, "lamp-learning", "Lamp Learning", .choice, 0...1,
            "the lamps' share at the light sensor is learned whenever they are switched", choices: ["no", "yes"],
            read: { $0.daylight.learns ? 1 : 0 }, write: { $0.daylight.learns = $1 == 1 }),
        Setting(
            31, "passage", "Passage", .choice, 0...1,
            "people only pass through: a learned hold time takes no gap between movements for somebody sitting still",
            choices: ["no", "yes"], read: { $0.isPassage ? 1 : 0 }, write: { $0.isPassage = $1 == 1 }),
        duration(
            32, "motion-silence", "Motion Silence", 0...2_419_200, \.motionSilence,
            "no motion for so much open time is a dead motion sensor; 0 s: it says nothing"),
        duration(
            33, "longest-day", "Longest Day", 0...604_800, \.daylight.longestDay,
            "enough daylight for this long without a break is a stuck light sensor; 0 s: it says nothing (polar summers)"
        ),
        Setting(
            34, "double", "Double", .choice, 0...1,
            "what two quick presses of the wall button are: all lamps lit whatever the daylight, or two presses",
            choices: ["two-presses", "all-lit"], read: { $0.doubleLightsAll ? 1 : 0 },
            write: { $0.doubleLightsAll = $1 == 1 }),
    ]

    /// `hold: adaptive` is short for it.
    public static let adaptive = Setting(
        14, "adaptive", "Adaptive", .choice, 0...1,
        "the hold time is learned, from hold on, between hold-least and hold-most",
        choices: ["no", "yes"], read: { $0.isAdaptive ? 1 : 0 }, write: { $0.isAdaptive = $1 == 1 })

    public static let shed = Setting(
        26, "shed", "Shed", .percent, 0...50, "light to give up while the grid asks for it",
        read: { Double($0.shed) }, write: { $0.shed = UInt8($1) })

    public static let hold = duration(
        1, "hold", "Hold", 60...7_200, \.hold, "kept lit this long after the last sign of life")

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

    private static func steps(
        _ id: UInt8, _ key: String, _ metric: String, _ path: any WritableKeyPath<Zone.Settings, UInt8> & Sendable,
        _ summary: String
    ) -> Setting {
        Setting(
            id, key, metric, .steps, 0...Double(Zone.Settings.dimmerSteps), summary,
            read: { Double($0[keyPath: path]) }, write: { $0[keyPath: path] = UInt8($1) })
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
