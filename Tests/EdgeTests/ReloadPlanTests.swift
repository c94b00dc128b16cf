import Boards
import Chance
import Control
import Quantities
import Settings
import Testing

@testable import Edge

@Suite struct `The plan of a reload` {
    @Test func `is nothing for the same file`() throws {
        let plan = try plan { $0 }
        #expect(plan.changes.isEmpty && !plan.changesSchedule && !plan.changesRecords && !plan.changesUplink)
        #expect(plan.summary == "nothing is different")
    }

    @Test func `is nothing for a comment, or another order of zones`() throws {
        let plan = try plan { "# moved down by a line\n" + $0 }
        #expect(plan.summary == "nothing is different")
        let text = SiteText.whole
        let turned = text.replacing(
            "zones:\n\(SiteText.hall)\(SiteText.room)", with: "zones:\n\(SiteText.room)\(SiteText.hall)")
        #expect(turned != text)
        #expect(try ReloadPlan(from: SiteText.site(text), to: SiteText.site(turned)).summary == "nothing is different")
    }

    @Test func `holds each setting that the file says otherwise`() throws {
        let plan = try plan { $0.replacing("hold: 10 min", with: "hold: 12 min\n    warning: 1 min") }
        #expect(plan.changes.map(\.zone) == ["hall", "hall"])
        #expect(plan.changes.map(\.setting.key) == ["hold", "warning"])
        #expect(plan.changes.map(\.value) == [720, 60])
        #expect(plan.summary == "hold of hall is 720.0 s, warning of hall is 60.0 s")
    }

    @Test func `goes back to what is standard where a key is gone`() throws {
        let plan = try plan { $0.replacing("    hold: 10 min\n", with: "") }
        #expect(plan.changes.map(\.value) == [Setting.named("hold")?.standard])
    }

    @Test func `knows new hours, holidays, time zones, intervals and brokers`() throws {
        #expect(try plan { $0.replacing("07:00", with: "06:30") }.changesSchedule)
        #expect(try plan { $0.replacing("zones:", with: "holidays: [2026-12-25]\nzones:") }.changesSchedule)
        #expect(try plan { $0.replacing("Europe/Zurich", with: "Africa/Nairobi") }.changesSchedule)
        #expect(try plan { $0.replacing("zones:", with: "cleaning: [mon-fri 20:00-21:00]\nzones:") }.changesSchedule)
        let own = try plan { $0.replacing("hold: 10 min", with: "hold: 10 min\n    open: [daily sunset-23:00]") }
        #expect(own.changesSchedule)
        #expect(own.summary == "new opening hours, cleaning hours or holidays")
        #expect(try plan { $0.replacing("zones:", with: "records: 5 min\nzones:") }.changesRecords)
        let uplink = "uplink: { broker: \"mqtts://broker.example.org\", host: lightwell }\nzones:"
        #expect(try plan { $0.replacing("zones:", with: uplink) }.changesUplink)
    }

    @Test(arguments: [
        ("GPIO17", "GPIO16", "change lamps of zone hall"),
        ("motion: [GPIO5, GPIO6]", "motion: GPIO5", "change motion of zone hall"),
        ("button: GPIO13", "button: GPIO12", "change button of zone hall"),
        ("button: GPIO13", "button: { line: GPIO13, active: high, bias: none }", "change button of zone hall"),
        ("    meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 1 kW }\n", "", "change meter of zone room"),
        ("pulses-per-kwh: 1000", "pulses-per-kwh: 800", "change meter of zone room"),
        ("load: 100 W", "load: 120 W", "change load of zone room"),
        ("lamps: GPIO17", "lamps: { dimmer: { chip: a, channel: 0 } }", "change lamps, dimmer of zone hall"),
        ("    hold: 10 min\n", "    hold: 10 min\n    door: GPIO21\n", "change door of zone hall"),
        ("    hold: 10 min\n", "    hold: 10 min\n    plugs: GPIO21\n", "change plugs of zone hall"),
        ("    hold: 10 min\n", "    hold: 10 min\n    setback: GPIO21\n", "change setback of zone hall"),
        ("    hold: 10 min\n", "    hold: 10 min\n    follows: room\n", "change follows of zone hall"),
        ("    hold: 10 min\n", "    hold: 10 min\n    egress: no\n", "change egress of zone hall"),
        ("zones:", "shed: { line: GPIO21, level: 30 % }\nzones:", "change shed"),
        ("zones:", "button: GPIO21\nzones:", "change button"),
        ("use: lobby", "use: corridor", "change use of zone hall"),
        ("  room:", "  den:", "add zone den, to remove zone room"),
        ("site: test", "site: other", "change group"),
        ("id: board", "id: other", "change id"),
    ])
    func `is refused with a sentence for whatever needs a restart`(old: String, new: String, reason: String) throws {
        let text = SiteText.whole.replacing(old, with: new)
        #expect(text != SiteText.whole)
        let (before, after) = (try SiteText.site(SiteText.whole), try SiteText.site(text))
        do throws(RestartNeeded) {
            _ = try ReloadPlan(from: before, to: after)
            Issue.record("should be refused")
        } catch {
            #expect(error.description == "restart to \(reason)")
        }
    }

    @Test func `names everything that needs a restart at once`() throws {
        let text = SiteText.whole.replacing("GPIO17", with: "GPIO16").replacing(
            "button: GPIO13", with: "button: GPIO12"
        )
        .replacing("load: 100 W", with: "load: 120 W")
        let (before, after) = (try SiteText.site(SiteText.whole), try SiteText.site(text))
        #expect(throws: RestartNeeded(reasons: ["change lamps, button of zone hall", "change load of zone room"])) {
            _ = try ReloadPlan(from: before, to: after)
        }
    }

    @Test func `leads from any settings to any others, and names nothing that stays`() throws {
        var chance = SplitMix(state: 7)
        var before = try SiteText.site(SiteText.whole)
        for _ in 0..<50 {
            let after = try SiteText.site(tuned(&chance))
            defer { before = after }
            let plan = try ReloadPlan(from: before, to: after)
            for (zone, wanted) in zip(before.zones, after.zones) {
                var settings = zone.settings
                for change in plan.changes where change.zone == zone.id {
                    #expect(change.setting.value(in: settings) != change.value)
                    try change.setting.set(change.value, in: &settings)
                }
                #expect(settings == wanted.settings)
            }
        }
    }

    /// The site with some settings of its zones as chance has it.
    private func tuned(_ chance: inout SplitMix) -> String {
        var text = SiteText.whole.replacing("    hold: 10 min\n", with: "")
        for zone in ["hall", "room"] {
            var lines = "  \(zone):\n"
            for key in ["hold", "warning", "override-limit", "off-latch"] where !chance.one(in: 4) {
                guard let bounds = Setting.named(key)?.bounds else { continue }
                let value = Int.random(in: Int(bounds.lowerBound)...Int(bounds.upperBound), using: &chance)
                lines += "    \(key): \(value) s\n"
            }
            text = text.replacing("  \(zone):\n", with: lines)
        }
        return text
    }

    private func plan(_ edit: (String) -> String) throws -> ReloadPlan {
        try ReloadPlan(from: SiteText.site(SiteText.whole), to: SiteText.site(edit(SiteText.whole)))
    }
}

/// A site of two zones.
enum SiteText {
    static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
    static let hall = """
          hall:
            use: lobby
            area: 50 m2
            load: 300 W
            lamps: GPIO17
            motion: [GPIO5, GPIO6]
            button: GPIO13
            hold: 10 min

        """
    static let room = """
          room:
            use: cellular-office
            area: 20 m2
            load: 100 W
            lamps: GPIO27
            motion: GPIO19
            meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 1 kW }

        """
    static let whole = """
        lightwell: 1
        site: test
        id: board
        board: raspberry-pi-4
        place: { latitude: 46.2 °, longitude: 6.1 °, timezone: Europe/Zurich }
        open: [mon-fri 07:00-20:00]
        zones:

        """ + hall + room

    static func site(_ text: String) throws -> Site {
        try Site(parsing: Array(text.utf8), file: "site.yaml", boards: boards)
    }
}
