import Addresses
import Boards
import Calendars
import Chance
import Control
import Hardware
import Quantities
import Settings
import Testing
import YAML

@Suite struct `A site file` {
    @Test func `says everything about a board`() throws {
        let site = try site(everything)
        #expect(site.group == "geneva")
        #expect(site.id == "geneva-east")
        #expect(site.place.latitude == 46.23)
        #expect(site.place.timezone.name == "Europe/Zurich")
        #expect(site.place.climate == .temperate)
        #expect(site.hours.text == ["mon-fri 07:00-20:00", "sat,sun 08:00-12:00 14:00-24:00"])
        #expect(site.records == .minutes(10))
        #expect(site.uplink?.broker.description == "mqtt://127.0.0.1:1884")
        #expect(site.uplink?.traces == false)
        #expect(site.zones.map(\.id) == ["office-south", "corridor"])
    }

    @Test func `says by which files board and broker know each other`() throws {
        let plan = """
              broker: mqtts://hub.example.org
              host: lightwell
              ca: /etc/lightwell/ca.pem
              certificate: credential:certificate
              key: credential:key
              mirror: yes
            """
        let before = """
              broker: mqtt://127.0.0.1:1884
              host: lightwell
              credentials: /etc/lightwell/credentials
              traces: no
            """
        let uplink = try #require(try site(everything.replacing(before, with: plan)).uplink)
        #expect(uplink.ca == .path("/etc/lightwell/ca.pem"))
        #expect(uplink.certificate == .credential("certificate"))
        #expect(uplink.key == .credential("key"))
        #expect(uplink.mirror)
        let alone = plan.replacing("  key: credential:key\n", with: "")
        let error = #expect(throws: Problems.self) { try site(everything.replacing(before, with: alone)) }
        #expect(
            error?.description.contains("certificate: needs key: beside it, its private key") == true,
            "\(String(describing: error))")
    }

    @Test func `wires each zone, with the defaults that contacts and sensors have`() throws {
        let site = try site(everything)
        let (office, corridor) = (site.zones[0], site.zones[1])
        #expect(office.lamps.map(\.line.offset) == [17, 27])
        #expect(office.lamps.map(\.polarity) == [.activeHigh, .activeLow])
        #expect(office.motion.map(\.polarity) == [.activeHigh])
        #expect(office.button?.polarity == .activeLow)
        #expect(office.button?.bias == .pullUp)
        #expect(office.meter?.pulsesPerKilowattHour == 1_000)
        #expect(office.meter?.maximum == Watts(3_000))
        #expect(office.simulation?.window?.depth == 3)
        #expect(corridor.load == Watts(200))
        #expect(corridor.standby == .zero)
        #expect(corridor.motion.map(\.bias) == [.asIs, .pullUp])
        var settings = Control.Zone.Settings(steps: 1)
        (settings.isEgress, settings.isPassage, settings.motionSilence) = (true, true, .hours(24))
        #expect(corridor.settings == settings)
    }

    @Test func `tunes a zone through the catalogue`() throws {
        let settings = try site(everything).zones[0].settings
        #expect(settings.steps == 2)
        #expect(settings.hold == .minutes(20))
        #expect(settings.daylight.target == Lux(500))
        #expect(settings.baseSteps == 1)
    }

    /// The law: what the catalogue allows can be written, what it does not cannot.
    @Test(arguments: Setting.all.map(\.key))
    func `takes every tunable up to its bounds and not beyond`(key: String) throws {
        let setting = try #require(Setting.named(key))
        let upper = setting.unit == .steps ? 2 : setting.bounds.upperBound
        func text(_ value: Double) -> String {
            let rest = everything.split(separator: "\n").filter { !$0.contains(" \(key): ") }.joined(separator: "\n")
            let light = "light: simulated"
            let words = setting.unit == .choice ? setting.choices + ["perhaps"] : []
            let written = words.isEmpty ? "\(Int(value)) \(setting.unit.rawValue)" : words[Int(value)]
            return rest.replacing(light, with: "\(light)\n    \(key): \(written)")
        }
        for value in [setting.bounds.lowerBound, upper] {
            #expect(try setting.value(in: site(text(value)).zones[0].settings) == value)
        }
        let beyond =
            setting.unit == .choice ? "unknown word \"perhaps\"" : "\(Int(upper) + 1) \(setting.unit.rawValue) is above"
        #expect(said(by: text(upper + 1)).contains("\(key): \(beyond)"))
    }

    @Test func `reports every mistake at once, by place`() {
        #expect(said(by: mistaken) == complaints)
    }

    @Test(arguments: [
        ("mqtts://hub.example.org", nil), ("mqtts://[2001:db8::1]:8884", nil), ("mqtt://localhost", nil),
        ("mqtt://[::1]:1883", nil), ("mqtt://127.1.2.3", nil),
        ("mqtt://hub.example.org", "use mqtts://hub.example.org"),
        ("mqtt://127.evil.example.org", "use mqtts://127.evil.example.org"),
        ("hub.example.org", "write mqtts://host"), ("mqtts://user:secret@hub", "they go into a credentials file"),
        ("mqtts://hub:0", "write mqtts://host"), ("mqtts://", "write mqtts://host"),
    ])
    func `lets nothing leave the machine in the clear`(broker: String, cure: String?) {
        let words = said(by: everything(with: "\"\(broker)\"", for: "mqtt://127.0.0.1:1884"))
        #expect(words.isEmpty == (cure == nil))
        #expect(words.contains(cure ?? ""))
    }

    @Test(arguments: [
        ("daily 00:00-24:00", nil), ("fri-mon 22:00-24:00", nil), ("mon,wed-fri 07:00-12:00 13:00-19:00", nil),
        ("mon-fri", "write days, then hours"), ("mo-fri 07:00-19:00", "is not a day: write mon, tue"),
        ("mon- 07:00-19:00", "is not a day"), ("mon,,tue 07:00-19:00", "is not a day"),
        ("mon 7:00-19:00", "such as 07:30"), ("mon 07:00-24:01", "“24:01”"),
        ("mon 22:00-06:00", "ends before it starts"),
    ])
    func `says opening hours so that a calendar can use them`(opening: String, complaint: String?) {
        let words = said(by: everything(with: "\"\(opening)\"", for: "mon-fri 07:00-20:00"))
        #expect(words.isEmpty == (complaint == nil), "\(words)")
        #expect(words.contains(complaint ?? ""))
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "25.12.2026", "2026-1-1"])
    func `knows which holidays do not exist`(date: String) {
        #expect(said(by: everything(with: date, for: "2026-12-25")).hasPrefix("site.yaml:8:12: error: holidays: "))
    }

    @Test func `keeps its lamps off lines that chatter at boot, and off those reserved`() {
        let text = everything(with: "raspberry-pi-4", for: "simulated")
            .split(separator: "\n").filter { !$0.contains("light") || $0.contains("lightwell") }.joined(separator: "\n")
        let moved = text.split(separator: "GPIO17").joined(separator: "GPIO14")
            .split(separator: "GPIO6").joined(separator: "GPIO1")
        let expected = """
            site.yaml:21:13: error: lamps: GPIO14 cannot switch lamps: the serial console sends on it while the board boots; wire them to another line
            site.yaml:23:13: error: button: GPIO1 must not be used: reserved for the identification EEPROM of add-on boards; wire to another line
            """
        #expect(errors(by: moved) == expected)
    }

    @Test func `says how a light sensor is wired to a real board`() {
        let words = errors(by: everything(with: "raspberry-pi-4", for: "simulated"))
        let expected =
            "site.yaml:25:12: error: light: the board raspberry-pi-4 cannot simulate; "
            + "a sensor on a line is written light: { line: GPIO24, part: tsl237, divider: 1024 }"
        #expect(words == expected)
    }

    private func errors(by text: String) -> String {
        said(by: text).split(separator: "\n").filter { $0.contains(": error: ") }.joined(separator: "\n")
    }

    @Test func `has at most 64 zones`() {
        let zones = (0..<65).map {
            "  z\($0): {use: lobby, area: 9 m2, load: 9 W, lamps: GPIO\(2 * $0 % 128), motion: GPIO\((2 * $0 + 1) % 128)}"
        }
        let head = everything.split(separator: "\n").prefix { !$0.hasPrefix("zones") }
        #expect(said(by: (head + ["zones:"] + zones.prefix(64).map { $0[...] }).joined(separator: "\n")) == "")
        let words = said(by: (head + ["zones:"] + zones.map { $0[...] }).joined(separator: "\n"))
        #expect(words.contains("zones: a board has at most 64 zones, this has 65"))
    }

    @Test func `sums itself up for the person who checks it`() throws {
        let expected = """
            site geneva, board geneva-east: East wing, first floor
            model simulated: A virtual board with 128 lines
            place 46.23 °, 6.14 °, Europe/Zurich
            open mon-fri 07:00-20:00, sat,sun 08:00-12:00 14:00-24:00
            records every 10 min, to mqtt://127.0.0.1:1884, host lightwell, live yes, traces no
            zone office-south: open-office, 120 m2, 792 W in 2 steps
              lamps GPIO17 GPIO27, motion GPIO5, button GPIO6, meter GPIO22, light simulated
              hold 20 min (default 15 min)
              base-level 1 steps (default 0 steps)
              daylight-target 500 lx (default 0 lx)
            zone corridor: corridor, 40.5 m2, 200 W in 1 step
              lamps GPIO23, motion GPIO24 GPIO25
            """
        #expect(try site(everything).summary == expected)
    }

    /// The law: whatever happens to a file, its reader gets a value or a problem that lies inside it.
    @Test(arguments: 0..<300) func `gives a value or a problem inside the file, however it is damaged`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var bytes = Array(everything.utf8)
        for _ in 0...random.next() % 4 {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            default: bytes.insert(Array(":{}[]&\n\" -#,09".utf8)[Int(random.next() % 14)], at: place)
            }
        }
        do throws(Problems) {
            _ = try Site(parsing: bytes, file: "f", boards: boards)
        } catch {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            #expect(!error.list.isEmpty)
            #expect(error.list.allSatisfy { (1...lines.count).contains($0.mark?.line ?? 0) }, "\(error)")
        }
    }
}

private let mistaken = """
    lightwell: 2
    site: ge neva
    board: simulatd
    place: { latitude: 96 °, longitude: 6.14, timezone: Europe/Zurich, climat: temperate }
    records: 7 min
    uplink:
      broker: mqtt://hub.example.org
      host: lightwell
      ca: ca.pem
    zones:
      Office:
        use: ofice
        area: 120 m2
        load: 4 W
        standby: 5 W
        lamps: []
        motion: GPIO5
        hold: 3 h
        daylight-target: 500 lx
      office:
        area: 10 m2
        load: 1000 W
        lamps: [GPIO1, GPIO2, GPIO3, GPIO4]
        meter: { line: GPIO7, pulses-per-kwh: 100000, maximum: 3 kW }
    """

private let complaints = """
    site.yaml:1:1: error: this file lacks "id"
    site.yaml:1:12: error: lightwell: 2 is above 1
    site.yaml:2:7: error: site: "ge neva" contains " "; a name has only letters A-Z, a-z, digits, - and _
    site.yaml:3:8: error: board: there is no simulatd.yaml in \(boards), did you mean "simulated"?
    site.yaml:4:20: error: latitude: 96 ° is above 90 °
    site.yaml:4:37: error: longitude: 6.14 needs a unit: °
    site.yaml:4:68: error: unknown key "climat", did you mean "climate"?
    site.yaml:5:10: error: records: the interval must divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60 min
    site.yaml:7:11: error: broker: mqtt:// sends passwords and presence in the clear, so it may go to \
    127.0.0.1, ::1 or localhost only; use mqtts://hub.example.org
    site.yaml:9:7: error: ca: "ca.pem" should be an absolute path, beginning with /, or credential:NAME
    site.yaml:12:10: error: use: unknown word "ofice"; it is one of open-office, cellular-office, meeting-room, \
    corridor, restroom, lobby, storage, classroom, stair, printer-room, exterior
    site.yaml:15:14: error: standby: is more than the load, 4 W
    site.yaml:16:12: error: lamps: a zone has 1 to 3 steps, each with its line; this has 0
    site.yaml:18:11: error: hold: 3 h is above 2 h
    site.yaml:19:22: error: daylight-target: needs a light sensor, and this zone has none (light: …)
    site.yaml:20:3: error: office differs from Office in capitals only; give it a name of its own
    site.yaml:20:3: error: zones.office lacks "motion"; without a sensor it needs a button (button: …) or \
    opening hours (open: …)
    site.yaml:20:3: error: zones.office lacks "use"
    site.yaml:23:12: error: lamps: a zone has 1 to 3 steps, each with its line; this has 4
    site.yaml:24:60: error: maximum: is more than S0 pulses can tell; at 100000 per kWh they end at 600 W
    """
