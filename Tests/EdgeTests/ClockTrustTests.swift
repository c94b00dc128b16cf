import Boards
import Glibc
import Loop
import Quantities
import Scratch
import Surroundings
import Synchronization
import Testing

@testable import Edge

/// A board without battery and network wakes up with the time at which it went to sleep.
@Suite struct `The clock of a board` {
    /// 2026-06-30T00:00:00Z, as it was saved when the board last ran.
    static let saved: Int64 = 1_782_777_600

    static func signs(
        _ seconds: Int64 = saved, isKept: Bool? = false, synchronised: Bool = false, rtcs: [ClockSigns.RTC] = []
    ) -> ClockSigns { ClockSigns(seconds: seconds, isKept: isKept, wasSynchronised: synchronised, rtcs: rtcs) }

    /// A good one, one without battery, and a good one whose driver came too late.
    static let (good, empty, late) = (
        ClockSigns.RTC(seconds: saved + 2, hasSetClock: true), ClockSigns.RTC(seconds: 40, hasSetClock: true),
        ClockSigns.RTC(seconds: saved - 1_200, hasSetClock: false)
    )

    @Test(arguments: [
        (signs(), [ClockRule]()),
        (signs(isKept: nil), []),
        (signs(isKept: true), [.auto, .rtc]),
        (signs(synchronised: true), [.auto, .rtc]),
        (signs(rtcs: [good]), [.auto, .rtc]),
        (signs(rtcs: [empty]), []),
        (signs(rtcs: [late]), [.rtc]),
        (signs(rtcs: [empty, late]), [.rtc]),
        (signs(rtcs: [ClockSigns.RTC(seconds: saved - 3_601, hasSetClock: true)]), []),
    ]) func `is right once somebody who knows has set it, or the site file says so`(
        signs: ClockSigns, rules: [ClockRule]
    ) {
        for rule in ClockRule.allCases {
            #expect(ClockTrust(signs, by: rule).isTrusted == (rule == .any || rules.contains(rule)), "\(rule)")
        }
    }

    @Test(arguments: ClockRule.allCases) func `is never right before this program was made`(rule: ClockRule) {
        let rtc = ClockSigns.RTC(seconds: 1_000, hasSetClock: true)
        let signs = Self.signs(1_000, isKept: true, synchronised: true, rtcs: [rtc])
        guard case .untrusted(let reason, let cure) = ClockTrust(signs, by: rule) else {
            Issue.record("believed 1970")
            return
        }
        #expect(reason == "has not been set since the power came" && cure.contains("NTP"))
    }

    @Test func `says why it is not believed, and what to do`() {
        func said(_ rtcs: [ClockSigns.RTC]) -> Finding {
            Doctor.finding(ClockTrust(Self.signs(rtcs: rtcs), by: .auto), isKept: false)
        }
        #expect(said([]).state == .bad && said([]).words.contains("the one it saved when it last ran"))
        #expect(said([]).cure?.contains("clock: any") == true)
        #expect(said([Self.empty]).words.contains("its real-time clock shows another (an empty battery?)"))
        #expect(said([Self.late]).cure?.contains("clock: rtc") == true)
        #expect(
            said([Self.good]).state == .warn && said([Self.good]).words.contains("a real-time clock set it at boot"))
        #expect(Doctor.finding(.trusted("x"), isKept: true) == Finding(.ok, "clock", "is set, and kept right"))
    }

    @Test func `stays right once it was, and is not asked again`() {
        let asked = Count()
        let now = Clock.utc().milliseconds / 1_000
        let watch = ClockWatch(.auto) {
            asked.add()
            return ClockSigns(seconds: now, isKept: asked.value == 3)
        }
        #expect(!watch.isTrusted && !watch.look())
        #expect(watch.look() && watch.isTrusted, "the time server was reached")
        #expect(!watch.look() && watch.isTrusted && asked.value == 3)
    }

    @Test func `stays right when the program starts anew, until the board does`() throws {
        let home = Home()
        let now = Clock.utc().milliseconds / 1_000
        func memory(_ boot: String) -> ClockMemory {
            ClockMemory(in: [home.path + "/none/x", home.path + "/clock"], boot: boot)
        }
        func watch(_ boot: String, isKept: Bool) -> ClockWatch {
            ClockWatch(.auto, in: memory(boot)) { ClockSigns(seconds: now, isKept: isKept) }
        }
        #expect(!watch("a", isKept: false).isTrusted)
        #expect(watch("a", isKept: true).isTrusted && watch("a", isKept: false).isTrusted)
        #expect(!watch("b", isKept: false).isTrusted, "another boot")
        #expect(!ClockWatch(.auto, in: memory("a")) { ClockSigns(seconds: 1_000, isKept: false) }.isTrusted)
        chmod(home.path + "/clock", 0o666)
        #expect(!watch("a", isKept: false).isTrusted, "anybody may have written that")
    }

    @Test func `is to the doctor what it is to the next start, whoever runs the program`() {
        let home = Home()
        let signs = ClockSigns(seconds: Clock.utc().milliseconds / 1_000, isKept: false)
        func memory(of user: uid_t?) -> ClockMemory { ClockMemory(in: [home.path + "/clock"], of: user, boot: "a") }
        memory(of: nil).note(ClockSigns(seconds: signs.seconds, isKept: true))
        #expect(ClockTrust(signs, by: .auto, after: memory(of: geteuid())).isTrusted)
        #expect(!ClockTrust(signs, by: .auto, after: memory(of: geteuid() + 1)).isTrusted, "another user wrote that")
        #expect(!ClockTrust(signs, by: .auto, after: nil).isTrusted)
        #expect(ClockMemory(ofOwnerOf: home.path).paths == ClockMemory().paths)
    }

    @Test func `is not remembered for what only the site file says`() {
        let home = Home()
        let now = Clock.utc().milliseconds / 1_000
        let memory = ClockMemory(in: [home.path + "/clock"], boot: "a")
        #expect(ClockWatch(.any, in: memory) { ClockSigns(seconds: now, isKept: false) }.isTrusted)
        #expect(!ClockWatch(.auto, in: memory) { ClockSigns(seconds: now, isKept: false) }.isTrusted)
    }

    @Test func `cannot be judged where the kernel may not be asked, which has a cure of its own`() {
        let finding = Doctor.finding(ClockTrust(Self.signs(isKept: nil), by: .auto), isKept: nil)
        #expect(finding.words.contains("adjtimex is denied") && finding.cure?.contains("clock: any") == true)
    }

    @Test func `is read from what the machine says, and from nothing that is not there`() {
        let home = Home()
        home.make("rtc0", ["since_epoch": "1782777602\n", "hctosys": "1\n"])
        home.make("rtc1", ["since_epoch": "1782777000\n", "hctosys": "0\n"])
        home.make("rtc2", ["hctosys": "1\n"])
        let signs = ClockSigns(rtcs: home.path, synchronised: home.path + "/none")
        #expect(
            signs.rtcs == [
                ClockSigns.RTC(seconds: 1_782_777_602, hasSetClock: true),
                ClockSigns.RTC(seconds: 1_782_777_000, hasSetClock: false),
            ])
        #expect(!signs.wasSynchronised && ClockSigns(synchronised: home.path).wasSynchronised)
        #expect(ClockSigns(rtcs: home.path + "/none").rtcs.isEmpty)
    }

    @Test func `may be ruled by the site file`() throws {
        #expect(try SiteText.site(SiteText.whole).clock == .auto)
        let site = try SiteText.site(SiteText.whole.replacing("zones:", with: "clock: rtc\nzones:"))
        #expect(site.clock == .rtc && site.summary.contains("believes any real-time clock"))
    }

    private final class Count: Sendable {
        private let count = Atomic<Int>(0)
        var value: Int { count.load(ordering: .relaxed) }
        func add() { count.add(1, ordering: .relaxed) }
    }
}

extension Home {
    /// A folder of small files.
    fileprivate func make(_ folder: String, _ files: [String: String]) {
        mkdir("\(path)/\(folder)", 0o700)
        for (name, text) in files {
            guard let file = fopen("\(path)/\(folder)/\(name)", "we") else { continue }
            fputs(text, file)
            fclose(file)
        }
    }
}
