import Boards
import Quantities
import Score
import Simulation
import Testing
import VirtualBoards
import YAML

@Suite struct `Weather from a file` {
    @Test func `that is not there is told at its place in the site file`() throws {
        let text = SiteText.home.replacing("timezone: Europe/Zurich", with: "timezone: Europe/Zurich, weather: x.epw")
        #expect(text != SiteText.home)
        let site = try Site(parsing: Array(text.utf8), file: "/nowhere/site.yaml", boards: Site.boards)
        #expect(site.weatherPath(beside: "/nowhere/site.yaml") == "/nowhere/x.epw")
        do throws(Problems) {
            _ = try site.typicalYear(beside: "/nowhere/site.yaml")
            Issue.record("there is no such file")
        } catch {
            #expect(error.list.count == 1)
            #expect(error.list[0].mark == site.place.weather?.mark)
            #expect(error.list[0].message == "weather: /nowhere/x.epw: error: there is no such file")
        }
    }

    /// A year without light has no daylight, whatever the climate of the site.
    @Test func `stands in for the climate`() throws {
        let site = try Site.home()
        let dark = TypicalYear.Hour(
            globalHorizontal: 0, directNormal: 0, diffuseHorizontal: 0, dryBulb: 5, dewPoint: 0)
        let year = try #require(
            TypicalYear(
                name: "night", place: site.place.onEarth, utcOffset: .hours(1),
                hours: [TypicalYear.Hour](repeating: dark, count: TypicalYear.length)))
        let end = Timestamp.start + .days(2)
        var (usual, night) = (Trial(site, seed: 1, from: .start), Trial(site, seed: 1, from: .start, weather: year))
        usual.run(until: end)
        night.run(until: end)
        let window = try #require(site.zones.firstIndex { $0.simulation?.window != nil })
        #expect(night.courses[window].daylight.steps.allSatisfy { ($0.value ?? .zero) == .zero })
        #expect(usual.courses[window].daylight.steps.contains { ($0.value ?? .zero) > Lux(100) })
        let supply = DaylightSupply.of(site, year: year, seed: 1, from: .start, to: end)
        #expect(!supply.isEmpty)
        #expect(supply.allSatisfy { $0.daylit == 0 && $0.covered == 0 && $0.dimmed == $0.alwaysOn })
    }
}
