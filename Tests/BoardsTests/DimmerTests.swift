import Boards
import Conditioning
import Control
import Hardware
import Testing
import YAML

/// Zones whose lamps are dimmed.
@Suite struct `A dimmer in a site file` {
    @Test func `has its output, its frequency, and how it goes`() throws {
        let zone = try pi(
            "{ dimmer: { chip: fe20c000.pwm, channel: 1, frequency: 2 kHz, drive: inverted, curve: linear, minimum: 5 %, "
                + "line: GPIO13 }, relay: { line: GPIO5, active: low } }"
        ).zones[0]
        let dimmer = try #require(zone.dimmer)
        #expect(dimmer.output?.description == "fe20c000.pwm channel 1")
        #expect(dimmer.period == 500_000)
        #expect(dimmer.drive == .inverted && dimmer.curve == .linear && dimmer.minimum == 0.05)
        #expect(dimmer.line?.name == "GPIO13")
        #expect(zone.lamps.map(\.line.name) == ["GPIO5"] && zone.lamps.map(\.polarity) == [.activeLow])
        #expect(zone.settings.steps == Control.Zone.Settings.dimmerSteps)
    }

    @Test func `is direct, logarithmic and of 1 kHz unless the file says otherwise`() throws {
        let zone = try pi("{ dimmer: { chip: pwmchip0, channel: 0 } }").zones[0]
        #expect(zone.lamps.isEmpty)
        #expect(zone.dimmer?.period == 1_000_000)
        #expect(zone.dimmer?.drive == .direct && zone.dimmer?.curve == .logarithmic && zone.dimmer?.minimum == 0.01)
        let inverted = try pi("{ dimmer: { chip: pwmchip0, channel: 0, drive: inverted } }").zones[0]
        #expect(inverted.dimmer?.minimum == 0.1)
    }

    @Test func `needs no chip on the simulated board`() throws {
        for lamps in ["dimmer", "{ dimmer: { minimum: 10 % }, relay: GPIO40 }"] {
            let site = try site(everything(with: "lamps: \(lamps)", for: "lamps: GPIO23"))
            #expect(site.zones[1].dimmer?.output == nil && site.zones[1].settings.steps == 100)
        }
    }

    @Test func `takes levels in per cent of its light`() throws {
        let text = everything(with: "lamps: dimmer\n    base-level: 40 steps", for: "lamps: GPIO23")
        #expect(try site(text).zones[1].settings.baseSteps == 40)
        #expect(said(by: text.replacing("40 steps", with: "101 steps")).contains("base-level: 101 steps is above 100"))
    }

    @Test(arguments: [
        ("dimmer", "the board raspberry-pi-4 cannot simulate; a dimmer is written lamps: { dimmer: {"),
        ("{ dimmer: {} }", "lacks \"channel\""),
        ("{ dimmer: { channel: 0 } }", "lacks \"chip\""),
        ("{ dimmer: { chip: /sys/class/pwm/pwmchip0, channel: 0 } }", "should be a name alone"),
        ("{ dimmer: { chip: a, channel: 0, frequency: 50 Hz } }", "frequency: 50 Hz is below 100 Hz"),
        ("{ dimmer: { chip: a, channel: 0, line: GPIO17 } }", "GPIO17 carries no PWM; on this board GPIO12, GPIO13, "),
        ("{ dimmer: { chip: a, channel: 0, line: GPIO19 } }", "line GPIO19 is used by"),
        ("{ dimmer: { chip: a, chanel: 0 } }", "unknown key \"chanel\", did you mean \"channel\"?"),
        ("{ dimmer: { chip: a, channel: 0 }, rely: GPIO5 }", "unknown key \"rely\", did you mean \"relay\"?"),
        ("{ dimmer: { chip: a, channel: 0 }, relay: GPIO14 }", "GPIO14 cannot switch lamps"),
    ])
    func `is refused with the cure`(lamps: String, complaint: String) {
        do throws(Problems) {
            _ = try pi(lamps)
            Issue.record("was taken")
        } catch {
            #expect(error.description.contains(complaint), "\(error)")
        }
    }

    @Test func `has an output of its own`() {
        let lamps = "lamps: { dimmer: { chip: pwmchip0, channel: 0 } }"
        let words = said(
            by: everything(with: lamps, for: "lamps: GPIO23").replacing(
                "lamps: [GPIO17, {line: GPIO27, active: low}]", with: lamps))
        #expect(
            words.hasSuffix(
                "PWM pwmchip0 channel 0 is used by zones.office-south.lamps.dimmer and zones.corridor.lamps.dimmer"))
    }

    @Test func `is in the drawing, and in the summary, with its pin or without`() throws {
        let named = try pi("{ dimmer: { chip: fe20c000.pwm, channel: 0, line: GPIO18 }, relay: GPIO5 }")
        let drawing = BoardDrawing(named.board, claims: named.claims).text
        #expect(drawing.contains("● 12 GPIO18  ↓ room dimmer"))
        #expect(drawing.contains("    dimmer  GPIO18  pin 12  fe20c000.pwm channel 0\n"))
        #expect(drawing.contains("    relay   GPIO5   pin 29  active high, pulled to lit at boot\n"))
        let unnamed = try pi("{ dimmer: { chip: fe20c000.pwm, channel: 0 } }")
        #expect(
            BoardDrawing(unnamed.board, claims: unnamed.claims).text.contains(
                "    dimmer  PWM     any pin  fe20c000.pwm channel 0\n"))
        #expect(named.summary.contains("100 W dimmed\n  dimmer fe20c000.pwm channel 0, relay GPIO5, motion GPIO19"))
    }

    private func pi(_ lamps: String) throws(Problems) -> Site {
        try site(
            """
            lightwell: 1
            site: test
            id: board
            board: raspberry-pi-4
            place: { latitude: 0 °, longitude: 0 °, timezone: UTC }
            zones:
              room:
                use: cellular-office
                area: 20 m2
                load: 100 W
                lamps: \(lamps)
                motion: GPIO19

            """)
    }
}
