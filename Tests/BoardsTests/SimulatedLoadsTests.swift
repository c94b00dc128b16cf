import Boards
import Quantities
import Testing

@Suite struct `What a site file says to the simulator` {
    private func simulated(_ details: String) throws -> Site.Simulation {
        try #require(try site(text(details)).zones[0].simulation)
    }

    private func text(_ details: String) -> String {
        everything(with: "people: 12\n      \(details)", for: "people: 12")
    }

    @Test func `is nothing new where it says nothing new`() throws {
        let simulation = try #require(try site(everything).zones[0].simulation)
        #expect(simulation.presence == .wang)
        #expect(simulation.lamps == nil && simulation.view == nil)
        #expect(simulation.plugs == nil && simulation.climate == nil)
    }

    @Test func `tells lamps that age`() throws {
        let lamps = try #require(try simulated("lamps: { ageing: 0.4 %, least: 60 %, burnt: 20000 h }").lamps)
        #expect(lamps.ageing == 0.004 && lamps.least == 0.6 && lamps.burnt == .hours(20_000))
        #expect(lamps.curve == .linear && lamps.minimum == 0)
    }

    @Test func `tells where the sensor looks`() throws {
        let view = try #require(try simulated("sensor-view: { lamps: 15 %, daylight: 30 % }").view)
        #expect(view.lamps == 0.15 && view.daylight == 0.3 && view.drift == 0.3)
    }

    @Test func `tells plugs and climate, with what is usual`() throws {
        let simulation = try simulated(
            "plugs: { base: 5 W, person: 60 W }\n      climate: { heat-loss: 40 W/K, capacity: 2 kWh/K, cooling: 26 °C }"
        )
        let plugs = try #require(simulation.plugs)
        #expect(plugs.base == Watts(5) && plugs.person == Watts(60) && plugs.switched == 1)
        let climate = try #require(simulation.climate)
        #expect(climate.heatLoss == 40 && climate.capacity == 2 && climate.cooling == 26)
        #expect((climate.heating, climate.standby, climate.setback) == (20, 19, 17))
        #expect(try simulated("presence: page").presence == .page)
        #expect(try simulated("presence: page").coverage == 1)
        #expect(try simulated("sensor-coverage: 80 %").coverage == 0.8)
    }

    @Test(arguments: [
        ("lamps: { curve: logarithmic }", "is a dimmer's, and these lamps are switched"),
        ("lamps: { burnt: 5000 h }", "needs the light lost for every 1,000 burning hours"),
        ("lamps: { agein: 1 % }", "did you mean \"ageing\"?"),
        ("sensor-view: { lamps: 0 % }", "0 % is below 0.1 %"),
        ("sensor-coverage: 110 %", "110 % is above 100 %"),
        ("plugs: { base: 5 W }", "lacks \"person\""),
        ("climate: { heat-loss: 40 W, capacity: 2 kWh/K }", "here it is W/K"),
        ("climate: { heat-loss: 40 W/K, capacity: 2 kWh/K, setback: 22 °C }", "is above the heating, 20 °C"),
        ("climate: { heat-loss: 40 W/K, capacity: 2 kWh/K, cooling: 20 °C }", "should be 1 K above the heating"),
        ("presence: pages", "did you mean \"page\"?"),
    ])
    func `is refused where it cannot be`(details: String, says: String) {
        let said = said(by: text(details))
        #expect(said.contains(says), "\(said)")
        #expect(said.contains("site.yaml:"))
    }

    @Test func `has no chain of desks where nobody has a desk`() {
        let said = said(
            by: everything(with: "use: lobby", for: "use: open-office").replacing(
                "people: 12", with: "people: 12\n      presence: page"))
        #expect(said.contains("is for people with desks; those of a lobby only visit"), "\(said)")
    }
}
