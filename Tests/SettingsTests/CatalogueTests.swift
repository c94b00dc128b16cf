import Control
import Quantities
import Settings
import Testing

@Suite struct `The catalogue of settings` {
    @Test func `names everything once`() {
        #expect(Set(Setting.all.map(\.id)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.metric)).count == Setting.all.count)
    }

    @Test(arguments: Setting.all) func `has a standard value within its bounds`(setting: Setting) {
        #expect(setting.bounds.contains(setting.standard))
    }

    @Test(arguments: Setting.all) func `reads back what it wrote, and touches nothing else`(setting: Setting) throws {
        var settings = Zone.Settings(steps: Zone.Settings.dimmerSteps)
        let others = Setting.all.filter { $0.id != setting.id }
        let before = others.map { $0.value(in: settings) }
        try setting.set(setting.bounds.upperBound, in: &settings)
        #expect(setting.value(in: settings) == setting.bounds.upperBound)
        #expect(others.map { $0.value(in: settings) } == before)
    }

    @Test func `refuses what is out of bounds, and says what would do`() throws {
        var settings = Zone.Settings(steps: 1)
        let hold = try #require(Setting.named("hold"))
        let error = #expect(throws: Setting.Refused.self) { try hold.set(5, in: &settings) }
        #expect(error?.description == "hold: 5 s is not within 60 to 7200 s")
        #expect(settings == Zone.Settings(steps: 1))
        let base = try #require(Setting.named("base-level"))
        #expect(throws: Setting.Refused.self) { try base.set(2, in: &settings) }
        #expect(throws: Setting.Refused.self) { try base.set(.nan, in: &settings) }
    }
}
