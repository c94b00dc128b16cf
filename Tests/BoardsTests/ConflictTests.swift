import Testing

@Suite struct `The lines of a board` {
    @Test func `do one thing only`() {
        let text = everything(with: "lamps: GPIO5", for: "lamps: GPIO23")
        let expected = "site.yaml:37:5: error: line GPIO5 is used by zones.office-south.motion and zones.corridor.lamps"
        #expect(said(by: text) == expected)
    }

    @Test func `are not used twice by one zone either`() {
        let text = everything(with: "[GPIO24, {line: GPIO24, active: low", for: "[GPIO24, {line: GPIO25, active: low")
        let expected = "site.yaml:38:5: error: line GPIO24 is used by zones.corridor.motion and zones.corridor.motion"
        #expect(said(by: text) == expected)
    }

    @Test func `are looked for under a name like the one written`() {
        #expect(
            said(by: everything(with: "button: gpio6", for: "button: GPIO6"))
                == "site.yaml:23:13: error: button: simulated has no line \"gpio6\", did you mean \"GPIO6\"?")
        #expect(
            said(by: everything(with: "button: front door", for: "button: GPIO6"))
                == "site.yaml:23:13: error: button: simulated has no line \"front door\"")
    }

    @Test func `with a meter carry no more than its pulses can tell, and no less than the lamps`() {
        #expect(
            said(by: everything(with: "maximum: 61 kW", for: "maximum: 3 kW"))
                == "site.yaml:24:59: error: maximum: is more than S0 pulses can tell; at 1000 per kWh they end at 60 kW"
        )
        #expect(
            said(by: everything(with: "maximum: 0.5 kW", for: "maximum: 3 kW"))
                == "site.yaml:24:59: error: maximum: is less than the load, 792 W")
    }
}
