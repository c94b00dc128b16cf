import Boards
import Testing
import YAML

/// Nobody holds a line from power-on until the program takes it, nor after a crash.
@Suite struct `Lamps that are dark while nobody holds their line` {
    @Test func `are warned of, with the contact or the resistor that keeps them lit`() throws {
        #expect(
            try warnings(lamps: "[GPIO17, { line: GPIO6, active: low }]") == [
                "site.yaml:11:13: warning: lamps: GPIO17 is pulled down from power-on until the program takes it, and on "
                    + "many chips after a crash: its lamps are dark then; put them on the relay's normally closed contact and say "
                    + "active: low, or fit a pull-up resistor and say resistor: pull-up",
                "site.yaml:11:21: warning: lamps: GPIO6 is pulled up from power-on until the program takes it, and on "
                    + "many chips after a crash: its lamps are dark then; where the relay pulls in on low, put them on its normally closed "
                    + "contact and say active: high, or fit a pull-down resistor and say resistor: pull-down",
            ])
    }

    @Test func `are warned of where nobody knows which way the line is pulled`() throws {
        let found = try warnings(lamps: "P9_15", board: "beaglebone-black")
        #expect(found.count == 1 && found[0].contains("P9_15 is pulled nobody knows where"))
        #expect(found[0].contains("its lamps may be dark then"))
    }

    @Test(arguments: [
        "{ line: GPIO17, active: low }", "GPIO6", "{ line: GPIO17, resistor: pull-up }",
        "{ line: GPIO6, active: low, resistor: pull-down }",
        "{ dimmer: { chip: pwmchip0, channel: 0 }, relay: { line: GPIO17, active: low } }",
    ]) func `are none where the line stands at lit`(lamps: String) throws {
        #expect(try warnings(lamps: lamps).isEmpty)
    }

    @Test(arguments: [
        "{ line: GPIO17, active: low, resistor: pull-up }", "{ line: GPIO6, resistor: pull-down }",
        "{ dimmer: { chip: pwmchip0, channel: 0 }, relay: GPIO17 }",
    ]) func `are warned of by the resistor that was fitted, and beside a dimmer`(lamps: String) throws {
        #expect(try warnings(lamps: lamps).map { $0.contains("its lamps are dark then") } == [true])
    }

    private func warnings(lamps: String, board: String = "raspberry-pi-4") throws -> [String] {
        let text = wired(lamps: lamps, motion: board == "raspberry-pi-4" ? "GPIO5" : "P8_08", button: "X")
            .replacing("    button: X\n", with: "").replacing("raspberry-pi-4", with: board)
        return try site(text).warnings.map(\.description)
    }
}
