internal import Boards
internal import Loop
internal import Quantities
internal import Surroundings

/// Decides whether the wall clock is right, from what the machine says of it.
///
/// A board without battery starts with the time that it saved when it last ran (fake-hwclock, systemd-timesyncd): a time
/// that looks right, and is hours or months late. So a clock counts only once somebody who knows has set it. Untrusted, the
/// schedule is unknown, which is lit, and records wait for their stamps; nothing is delivered.
enum ClockTrust: Hashable {
    /// By whom.
    case trusted(String)
    /// Why not, and what to do.
    case untrusted(String, cure: String)

    init(_ signs: ClockSigns, by rule: ClockRule) {
        let now = Timestamp(milliseconds: signs.seconds * 1_000)
        if now < Clock.earliestTrusted {
            self = .untrusted("has not been set since the power came", cure: Self.cure)
        } else if signs.isKept == true {
            self = .trusted("the kernel calls it synchronised")
        } else if signs.wasSynchronised {
            self = .trusted("a time server has set it since the boot")
        } else if let rtc = signs.rtcs.first(where: { Self.agrees($0, with: signs) && ($0.hasSetClock || rule == .rtc) }
        ) {
            self = .trusted(
                rtc.hasSetClock ? "a real-time clock set it at boot" : "a real-time clock agrees, as the site file asks"
            )
        } else if rule == .any {
            self = .trusted("the site file says that somebody sets it")
        } else if signs.rtcs.contains(where: { Self.agrees($0, with: signs) }) {
            self = .untrusted(
                "was not set by its real-time clock at boot, though that agrees",
                cure: "where that clock is right, write clock: rtc into the site file; else " + Self.cure)
        } else if signs.isKept == nil {
            self = .untrusted(
                "cannot be judged: the kernel does not say whether it is right (adjtimex is denied, as in a container)",
                cure:
                    "allow adjtimex, or, where something else keeps the clock right, write clock: any into the site file"
            )
        } else {
            let rtc = signs.rtcs.isEmpty ? "" : ", and its real-time clock shows another (an empty battery?)"
            self = .untrusted(
                "shows a time that may be the one it saved when it last ran: nobody has confirmed it since the boot\(rtc)",
                cure: Self.cure + ", or, where somebody sets it by hand, write clock: any into the site file")
        }
    }

    /// As a start of the program decides it: a clock that was right before, since this boot of the machine, still is.
    init(_ signs: ClockSigns, by rule: ClockRule, after memory: ClockMemory?) {
        self.init(signs, by: rule)
        guard !isTrusted, signs.seconds * 1_000 >= Clock.earliestTrusted.milliseconds, memory?.wasRight == true
        else { return }
        self = .trusted("it was right before, since this boot")
    }

    var isTrusted: Bool { if case .trusted = self { true } else { false } }

    /// A real-time clock that kept its power is right to seconds a day; one that lost it shows 1970 or 2000. In a year
    /// without a time server the two may drift apart by some minutes.
    private static func agrees(_ rtc: ClockSigns.RTC, with signs: ClockSigns) -> Bool {
        abs(rtc.seconds - signs.seconds) <= 3_600
    }

    private static let cure = "let the board reach an NTP server, or fit a clock with a battery"
}
