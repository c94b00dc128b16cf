import Activities
import Imports
import Testing

@Suite struct `A list of what a site makes itself` {
    @Test func `may name the fuel that it was made of`() throws {
        let text = """
            site,from,to,amount_kwh,fuel
            headquarters,2026-01-01,2026-02-01,1240,
            headquarters,2026-02-01,2026-03-01,300,natural gas

            """
        let template = try #require(Template.named("generation"))
        let delivery = try Sheet.read(
            Array(text.utf8), file: "generation.csv", as: template, sites: ["headquarters": .zurich])
        #expect(delivery.activities.map { $0.details[.fuel] } == [nil, "natural gas"])
    }

    @Test func `says what a fuel means there`() throws {
        let text = try #require(Template.named("generation")).text
        #expect(text.contains("# fuel  "))
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("site,") && $0.contains("fuel") })
    }
}
