import Boards
import Conditioning
import Control
import Hardware
import Quantities
import Testing
import YAML

/// What tells a zone, and a board, more than motion does.
@Suite struct `The inputs in a site file` {
    @Test func `may be a door contact, to ground and closed while the door is shut`() throws {
        let door = try #require(try room("door: GPIO30").zones[0].door)
        #expect(door.input.line.name == "GPIO30" && door.loop == .closedWhileShut)
        #expect(door.input.polarity == .activeLow && door.input.bias == .pullUp)
        #expect(try room("door: { line: GPIO30, while-shut: open }").zones[0].door?.loop == .openWhileShut)
        #expect(said(by: text("door: { line: GPIO30, while-shut: opn }")).contains("did you mean \"open\"?"))
    }

    @Test func `may be a pair of comparators, whose light is what is there at least`() throws {
        let light = try room("light: { comparator: { low: GPIO30, high: GPIO31, low-lux: 300 lx, high-lux: 600 lx } }")
            .zones[0].light
        guard case .comparator(let pair)? = light else {
            Issue.record("is no pair")
            return
        }
        #expect([.dark, .between, .bright].map(pair.illuminance) == [Lux(0), Lux(300), Lux(600)])
        #expect(light?.inputs.map(\.line.name) == ["GPIO30", "GPIO31"])
        let zones = try room("light: { comparator: { low: GPIO30, high: GPIO31, low-lux: 1 lx, high-lux: 2 lx } }")
            .zones
        #expect(zones.map(\.settings.daylight.isThreshold) == [true, false])
    }

    @Test func `may say for how long a door may stand open, and the grid ask`() throws {
        #expect(try room("door: { line: GPIO30, longest-open: 8 h }").zones[0].door?.longestOpen == .hours(8))
        #expect(try room("door: GPIO30").zones[0].door?.longestOpen == nil)
        let text = text("hold: 5 min").replacing("zones:", with: "shed: { line: GPIO40, level: 30 % }\nzones:")
        #expect(try site(text).shed?.longest == .hours(12))
        #expect(try site(text.replacing("30 %", with: "30 %, longest: 2 h")).shed?.longest == .hours(2))
        #expect(
            said(by: text.replacing("30 %", with: "30 %, longest: 200 h")).contains("longest: 200 h is above 168 h"))
    }

    @Test func `tell when a motion sensor that sees nobody is dead, by use and hours`() throws {
        #expect(try room("hold: 5 min").zones.map(\.settings.motionSilence) == [.days(14), .days(14)])
        let open = text("hold: 5 min").replacing("zones:", with: "open: [mon-fri 07:00-19:00]\nzones:")
        #expect(try site(open).zones.map(\.settings.motionSilence) == [.hours(200), .hours(24)])
        #expect(try room("motion-silence: 50 h").zones[0].settings.motionSilence == .hours(50))
        #expect(!(try site(open).summary.contains("motion-silence")))
        let alone = text("hold: 5 min").replacing("    button: GPIO7\n", with: "")
        #expect(try site(alone).warnings.map(\.description).joined().contains("motion: alone on a way out"))
        #expect(try site(alone.replacing("zones:", with: "open: [mon-fri 07:00-19:00]\nzones:")).warnings.isEmpty)
        #expect(try room("hold: 5 min").warnings.isEmpty)
    }

    @Test func `tell what two quick presses are`() throws {
        #expect(try room("hold: 5 min").zones[0].settings.doubleLightsAll)
        #expect(try room("double: two-presses").zones[0].settings.doubleLightsAll == false)
    }

    @Test(arguments: [
        (
            "light: { comparator: { low: GPIO30, high: GPIO31, low-lux: 600 lx, high-lux: 600 lx } }",
            "should be more than"
        ),
        (
            "light: { comparator: { low: GPIO30, high: GPIO30, low-lux: 1 lx, high-lux: 2 lx } }",
            "line GPIO30 is used by"
        ),
        ("light: { comparator: { low: GPIO30, low-lux: 1 lx, high-lux: 2 lx } }", "lacks \"high\""),
        ("light: { comparater: {} }", "unknown key \"comparater\", did you mean \"comparator\"?"),
        ("follows: hal", "there is no zone \"hal\", did you mean \"hall\"?"),
        ("follows: [hall, room]", "a zone cannot follow itself"),
        ("egress: maybe", "\"maybe\" is neither yes nor no"),
        ("meter: { line: GPIO30, pulses-per-kwh: 1000, maximum: 1 kW, start: 5 kWh }", "needs the serial of the meter"),
        ("meter: { line: GPIO30, pulses-per-kwh: 1000, maximum: 1 kW, serial: no 1 }", "without spaces"),
    ])
    func `are refused with the cure`(line: String, complaint: String) {
        #expect(said(by: text(line)).contains(complaint), "\(said(by: text(line)))")
    }

    @Test func `need no motion sensor where there is a schedule or a button`() throws {
        let blind = text("warning: 30 s").replacing("    motion: GPIO5\n", with: "")
        #expect(
            said(by: blind)
                == "site.yaml:7:3: error: zones.room lacks \"motion\"; without a sensor it needs a button (button: …) "
                + "or opening hours (open: …)")
        for cure in [("warning: 30 s", "button: GPIO30"), ("zones:", "open: [mon-fri 07:00-19:00]\nzones:")] {
            let zone = try site(blind.replacing(cure.0, with: cure.1)).zones[0]
            #expect(zone.motion.isEmpty && !zone.settings.sensesMotion)
        }
        #expect(try room("button: GPIO30").zones[0].settings.sensesMotion)
    }

    @Test func `link zones to those that they follow`() throws {
        let site = try room("follows: hall")
        #expect(site.zones.map(\.follows) == [["hall"], []])
        #expect(site.links == [0b10, 0])
        #expect(site.summary.contains("  follows hall\n"))
    }

    @Test func `know ways out by their use, unless the file says otherwise`() throws {
        #expect(try room("hold: 5 min").zones.map(\.settings.isEgress) == [false, true])
        #expect(try room("egress: yes").zones.map(\.settings.isEgress) == [true, true])
        #expect(try room("egress: yes").summary.contains("  egress yes\n"))
    }

    @Test func `of the board itself are its button and a contact that asks for less light`() throws {
        let text = text("hold: 5 min").replacing(
            "zones:", with: "shed: { line: GPIO40, level: 30 % }\nbutton: GPIO41\nzones:")
        let site = try site(text)
        #expect(site.shed?.level == 30 && site.shed?.input.polarity == .activeLow)
        #expect(site.button?.line.name == "GPIO41")
        #expect(site.claims.prefix(2).map(\.zone) == [nil, nil])
        #expect(
            site.summary.contains(
                "gives up 30 % of the light while GPIO40 asks, for 12 h at most\nbutton of the board GPIO41\n"))
        #expect(said(by: text.replacing("30 %", with: "60 %")).contains("level: 60 % is above 50 %"))
        #expect(
            said(by: text.replacing("GPIO41", with: "GPIO40")).contains("line GPIO40 is used by shed and button"))
    }

    @Test func `tell which meter it is, and what its face showed`() throws {
        let meter = try #require(
            try room(
                "meter: { line: GPIO30, pulses-per-kwh: 800, maximum: 1 kW, serial: 1EMH0012345678, start: 1234.567 kWh }"
            ).zones[0].meter)
        #expect(meter.register(since: 0)?.reading(at: 0) == 1_234_567)
        #expect(meter.register(since: 400)?.reading(at: 1_200) == 1_235_567)
        #expect(meter.serial.map { String(decoding: $0.characters, as: UTF8.self) } == "1EMH0012345678")
        #expect(
            try room("meter: { line: GPIO30, pulses-per-kwh: 800, maximum: 1 kW }").zones[0].meter?.register(since: 0)
                == nil)
    }

    private func room(_ line: String) throws(Problems) -> Site { try site(text(line)) }

    private func text(_ line: String) -> String {
        """
        lightwell: 1
        site: test
        id: board
        board: simulated
        place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
        zones:
          room:
            use: cellular-office
            area: 20 m2
            load: 100 W
            lamps: GPIO17
            motion: GPIO5
            \(line)
          hall:
            use: lobby
            area: 20 m2
            load: 100 W
            lamps: GPIO18
            motion: GPIO6
            button: GPIO7

        """
    }
}
