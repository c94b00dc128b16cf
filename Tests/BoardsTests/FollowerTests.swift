import Boards
import Hardware
import Testing
import YAML

/// What follows people beside the lamps.
@Suite struct `Plugs and climate in a site file` {
    @Test func `are relays on lines of their own`() throws {
        let zone = try site(text).zones[0]
        #expect(zone.plugs?.line.name == "GPIO20" && zone.plugs?.polarity == .activeHigh)
        #expect(zone.setback?.line.name == "GPIO21" && zone.setback?.polarity == .activeLow)
        let without = try site(wired(lamps: "GPIO17", motion: "GPIO5", button: "GPIO6")).zones[0]
        #expect(without.plugs == nil && without.setback == nil)
    }

    @Test func `are told to those who compare the file with the building`() throws {
        let site = try site(text)
        #expect(site.summary.contains(", plugs GPIO20, setback GPIO21"))
        #expect(site.claims.map { "\($0.role)" } == ["lamp 1", "motion", "button", "plugs", "setback"])
        let drawing = BoardDrawing(site.board, claims: site.claims).text
        #expect(drawing.contains("    plugs    GPIO20  pin 38  active high, pulled to off at boot\n"))
        #expect(drawing.contains("    setback  GPIO21  pin 40  active low, pulled to setback at boot\n"))
    }

    @Test(arguments: [
        ("GPIO20", "GPIO17", "line GPIO17 is used by zones.office-south.lamps and zones.office-south.plugs"),
        (
            "GPIO20", "GPIO14",
            "GPIO14 cannot switch plugs: the serial console sends on it while the board boots; wire them"
        ),
        (
            "GPIO21", "GPIO14",
            "GPIO14 cannot switch climate: the serial console sends on it while the board boots; wire it"
        ),
        ("GPIO20", "GPIO99", "raspberry-pi-4 has no line \"GPIO99\""),
        ("plugs:", "plugz:", "unknown key \"plugz\", did you mean \"plugs\"?"),
        ("active: low", "active: off", "it is one of low, high"),
    ])
    func `are refused with the cure`(old: String, new: String, complaint: String) {
        let said = said(by: text.replacing(old, with: new))
        #expect(said.contains(complaint), "\(said)")
    }

    private let text =
        wired(lamps: "GPIO17", motion: "GPIO5", button: "GPIO6")
        + "    plugs: GPIO20\n    setback: { line: GPIO21, active: low }\n"
}
