import Boards
import Testing
import YAML

@Suite struct `A line that has other roles` {
    @Test func `is warned of by place, with what to see to`() throws {
        let site = try site(
            wired(
                lamps: "[{ line: GPIO23, active: low }, GPIO2]", motion: "GPIO10",
                button: "{ line: GPIO15, bias: none }"))
        #expect(
            site.warnings.map(\.description).joined(separator: "\n") == """
                site.yaml:11:44: warning: lamps: GPIO2 can be i2c SDA1 too: fixed pull-up of 1.8 kOhm, and perhaps a \
                bus: keep I2C off, and wire nothing but contacts to ground
                site.yaml:12:13: warning: motion: GPIO10 can be spi MOSI too: keep SPI off in the boot configuration, \
                or its driver takes the line
                site.yaml:13:13: warning: button: GPIO15 moves while the board boots: it belongs to the serial console \
                while the board boots; another line would be quieter
                """)
    }

    @Test func `is refused where it is reserved, and where it moves while lamps should not`() {
        #expect(
            said(by: wired(lamps: "[GPIO14, { line: GPIO9, active: low }]", motion: "GPIO0", button: "GPIO1")) == """
                site.yaml:11:13: error: lamps: GPIO14 cannot switch lamps: the serial console sends on it while the \
                board boots; wire them to another line
                site.yaml:11:29: warning: line: GPIO9 can be spi MISO too: keep SPI off in the boot configuration, \
                or its driver takes the line
                site.yaml:12:13: error: motion: GPIO0 must not be used: reserved for the identification EEPROM of \
                add-on boards; wire to another line
                site.yaml:13:13: error: button: GPIO1 must not be used: reserved for the identification EEPROM of \
                add-on boards; wire to another line
                """)
    }

    @Test func `is refused on a BeagleBone Black where it belongs to the board`() {
        let text = wired(lamps: "[P8_45, P8_03]", motion: "P9_19", button: "P8_7")
            .replacing("raspberry-pi-4", with: "beaglebone-black")
        #expect(
            said(by: text) == """
                site.yaml:11:13: error: lamps: P8_45 must not be used: its level decides from where the processor \
                boots, and it drives HDMI; wire to another line
                site.yaml:11:20: error: lamps: P8_03 must not be used: wired to the eMMC, which holds the system; \
                wire to another line
                site.yaml:12:13: error: motion: P9_19 must not be used: the bus on which capes say what they are; \
                wire to another line
                site.yaml:13:13: error: button: beaglebone-black has no line "P8_7", did you mean "P8_07"?
                """)
    }

    @Test func `that nobody has to see to is no matter`() throws {
        #expect(
            try site(wired(lamps: "[GPIO6, { line: GPIO17, active: low }]", motion: "GPIO5", button: "GPIO20")).warnings
                .isEmpty)
        #expect(try site(everything).warnings.isEmpty)
    }
}

/// A site file for a Raspberry Pi 4 with these lines.
func wired(lamps: String, motion: String, button: String) -> String {
    """
    lightwell: 1
    site: geneva
    id: geneva-east
    board: raspberry-pi-4
    place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
    zones:
      office-south:
        use: open-office
        area: 120 m2
        load: 792 W
        lamps: \(lamps)
        motion: \(motion)
        button: \(button)

    """
}
