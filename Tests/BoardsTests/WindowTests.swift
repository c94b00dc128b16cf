import Boards
import Quantities
import Testing

@Suite struct `A simulated window` {
    @Test func `has its blind, horizon and glass, or what is usual`() throws {
        let plain = try window("{ faces: 180 °, area: 18 m2, depth: 3 m }")
        #expect(plain.horizon == 0 && plain.blind == .automatic && plain.transmittance == 0.68 && plain.size == nil)
        let full = try window(
            "{ faces: 90 °, width: 4 m, height: 1.5 m, depth: 3 m, horizon: 10 °, blind: manual, transmittance: 60 % }")
        #expect(full.horizon == 10 && full.blind == .manual && full.transmittance == 0.6)
        #expect(full.area == SquareMetres(6))
        let size = try #require(full.size)
        #expect(size.width == 4 && size.height == 1.5 && size.sill == 0.9)
    }

    @Test func `that cannot be is refused with the reason`() {
        #expect(
            said(by: with("{ faces: 180 °, area: -4 m2, depth: 3 m, horizon: 95 °, blind: motor }"))
                == """
                site.yaml:32:37: error: area: -4 m2 is below 0.1 m2
                site.yaml:32:65: error: horizon: 95 ° is above 90 °
                site.yaml:32:78: error: blind: unknown word "motor"; it is one of none, manual, automatic
                """)
        #expect(
            said(by: with("{ faces: 180 °, area: 200 m2, depth: 3 m }")).contains(
                "area: 200 m2 is more than the façade of 120 m2 with desks 3 m deep in it can have: 160 m2, 4 m high"))
        #expect(
            said(by: with("{ faces: 180 °, width: 45 m, height: 1 m, depth: 3 m }")).contains(
                "width: 45 m is more than the façade of 120 m2 with desks 3 m deep in it can have: 40 m"))
        #expect(
            said(by: with("{ faces: 180 °, width: 4 m, depth: 3 m }")).contains("lacks \"height\""))
        #expect(
            said(by: with("{ faces: 180 °, area: 4 m2, width: 4 m, height: 1 m, depth: 3 m }")).contains(
                "area: follows from width and height; leave it out"))
        #expect(
            said(by: with("{ faces: 0 °, area: 1 m2, depth: 3 m, transmittance: 130 % }")).contains("is above 100 %"))
    }

    @Test func `may have weather from a file`() throws {
        #expect(try site(everything).place.weather == nil)
        let text = everything.replacing("climate: temperate }", with: "weather: geneva.epw }")
        #expect(try site(text).place.weather?.path == "geneva.epw")
    }

    private func with(_ window: String) -> String {
        everything.replacing("{ faces: 180 °, area: 18 m2, depth: 3 m }", with: window)
    }

    private func window(_ text: String) throws -> Site.Simulation.Window {
        try #require(try site(with(text)).zones[0].simulation?.window)
    }
}
