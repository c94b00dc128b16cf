import Control
import Quantities
import Records
import Settings
import Sparkplug
import Telemetry
import Testing

@Suite struct `The state of a board` {
    @Test func `names its journal when it is born`() throws {
        let wire = try Wire()
        #expect(BoardState.journal(in: wire.born[""] ?? []) == "records-1")
        #expect(BoardState.journal(in: wire.born["office"] ?? []) == nil)
    }

    @Test func `declares every setting with its value and bounds`() throws {
        var state = BoardState.home
        let hold = try #require(Setting.named("hold"))
        try hold.set(600, in: &state.zones[0].settings)
        let births = try Births(state)
        let metrics = try #require(births.devices.first?.metrics)
        for setting in Setting.all {
            let metric = try #require(metrics.first { $0.name == setting.metric })
            #expect(metric.value == .double(setting.value(in: state.zones[0].settings)))
            let facts = Dictionary(uniqueKeysWithValues: metric.properties.map { ($0.key, $0.value) })
            #expect(facts["engLow"] == .double(setting.bounds.lowerBound))
            #expect(facts["engHigh"] == .double(setting.bounds.upperBound))
            #expect(facts["engUnit"] == .string(setting.unit.rawValue))
        }
        #expect(metrics.first { $0.name == "Settings/Hold" }?.value == .double(600))
    }

    @Test func `tells what changed, and no more, in words that its birth declared`() throws {
        var wire = try Wire()
        var state = BoardState.home
        #expect(state.changes(since: .home) == [])
        #expect(state.zones[0].changes(since: BoardState.home.zones[0]) == [])
        state.zones[0].level = 0
        state.zones[0].reason = .vacant
        state.zones[0].illuminance = Lux(412.5)
        state.zones[0].refusal = "hold: too long"
        state.zones[0].settings.hold = .minutes(5)
        state.zones[0].changed = .noon + .seconds(1)
        let changes = state.zones[0].changes(since: BoardState.home.zones[0])
        let data = try wire.carries(changes, of: "office", at: .noon + .seconds(2))
        #expect(
            data.readings.map { "\($0.name): \($0.value.map { "\($0)" } ?? "-")" } == [
                "Lamps/Level: int32(0)", "Lamps/Reason: string(\"vacant\")", "Light/Illuminance: double(412.5)",
                "Settings/Refused: string(\"hold: too long\")", "Settings/Hold: double(300.0)",
            ])
        #expect(data.readings.allSatisfy { $0.timestamp == (Timestamp.noon + .seconds(1)).wire })
        let births = try #require(wire.born["office"])
        for reading in data.readings {
            #expect(births.first { $0.name == reading.name }?.datatype == reading.datatype)
        }
    }

    @Test func `never tells motion from hold`() throws {
        let (moving, holding) = (state(.occupied), state(.hold))
        #expect(holding.zones[0].changes(since: moving.zones[0]) == [])
        #expect(try Births(moving) == Births(holding))
    }

    @Test func `tells all other reasons apart`() throws {
        let reasons = Reason.allCases.filter { $0 != .hold && $0 != .latched }
        let words = try reasons.map { reason in
            try Births(state(reason)).devices[0].metrics.first { $0.name == "Lamps/Reason" }?.value
        }
        #expect(Set(words).count == reasons.count)
    }

    @Test func `cannot be born with a zone whose name is no device id`() {
        var state = BoardState.home
        state.zones[1].id = "hall/2"
        #expect(throws: Identifier.Invalid.self) { try Births(state) }
    }

    private func state(_ reason: Reason) -> BoardState {
        var state = BoardState.home
        state.zones[0].reason = reason
        return state
    }
}
