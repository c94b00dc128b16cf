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
            let most = setting.unit == .steps ? Double(state.zones[0].settings.steps) : setting.bounds.upperBound
            #expect(facts["engHigh"] == .double(most))
            #expect(facts["engUnit"] == .string(setting.unit.rawValue))
            #expect(facts["default"] == .double(setting.standard))
        }
        #expect(metrics.first { $0.name == "Settings/Hold" }?.value == .double(600))
    }

    /// The law: what a birth says is the most can be set, and the next is refused.
    @Test(arguments: [1, 2, 3, Zone.Settings.dimmerSteps]) func `declares no more steps than a zone has`(
        steps: UInt8
    ) throws {
        var state = BoardState.home
        state.zones[0].settings = Zone.Settings(steps: steps)
        let metrics = try Births(state).devices[0].metrics
        var count = 0
        for setting in Setting.all where setting.unit == .steps {
            let metric = try #require(metrics.first { $0.name == setting.metric })
            guard case .double(let most)? = metric.properties.first(where: { $0.key == "engHigh" })?.value else {
                Issue.record("\(setting.key) has no bound")
                continue
            }
            count += 1
            #expect(most == Double(steps))
            try setting.set(most, in: &state.zones[0].settings)
            #expect(throws: Setting.Refused.self) { try setting.set(most + 1, in: &state.zones[0].settings) }
        }
        #expect(count == 4)
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

    @Test func `has no names that differ by letter case only`() throws {
        let births = try Births(.home)
        for metrics in [births.metrics] + births.devices.map(\.metrics) {
            let names = metrics.compactMap(\.name)
            #expect(names.count == metrics.count)
            #expect(Set(names.map { $0.lowercased() }).count == names.count)
        }
    }

    @Test func `has datatypes, times and property types in every birth`() throws {
        var board = EdgeSession(group: try Identifier("home"), node: try Identifier("board"))
        _ = board.connecting(at: 1)
        let messages = board.connected(try Births(.home), at: Timestamp.noon.wire)
        #expect(messages.count == 3)
        for message in messages {
            let payload = try Payload(decoding: message.payload)
            for metric in payload.metrics {
                #expect(metric.datatype != nil && metric.datatype != .unknown && metric.timestamp != nil)
                #expect(metric.alias == nil)
                #expect(metric.value == nil || metric.value?.datatype == metric.datatype)
                #expect(metric.properties.allSatisfy { $0.datatype != nil && $0.value?.datatype == $0.datatype })
            }
        }
    }

    @Test func `answers every command, also one that changes nothing`() throws {
        var wire = try Wire()
        var state = BoardState.home
        state.zones[0].answer(.hold, "c-1", refusal: nil)
        let first = state.zones[0].changes(since: BoardState.home.zones[0])
        #expect(first.map(\.name) == ["Settings/Answers", "Settings/Answered", "Settings/Hold"])
        #expect(first.map(\.value) == [.int64(1), .string("c-1"), .double(900)])
        _ = try wire.carries(first, of: "office", at: .noon)
        let before = state
        state.zones[0].answer(.hold, "c-2", refusal: "hold: too long")
        let second = state.zones[0].changes(since: before.zones[0])
        #expect(
            second.map(\.name) == ["Settings/Refused", "Settings/Answers", "Settings/Answered", "Settings/Hold"])
        _ = try wire.carries(second, of: "office", at: .noon)
    }

    @Test func `says how much it keeps that the hub has not, and for how long there is room`() throws {
        var wire = try Wire()
        var state = BoardState.home
        (state.backlog, state.hoursLeft) = (3, 1_000)
        let changes = state.changes(since: .home)
        #expect(changes.map(\.name) == ["Buffer/Unacknowledged", "Buffer/Hours Left"])
        let data = try wire.carries(changes, of: nil, at: .noon)
        #expect(data.readings.map(\.value) == [.int64(3), .int64(1_000)])
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

    @Test func `that is discreet says nothing that follows people, and still answers commands`() throws {
        var busy = BoardState.home
        (busy.zones[0].level, busy.zones[0].reason, busy.zones[0].illuminance) = (0, .vacant, Lux(300))
        (busy.zones[0].plugs, busy.zones[0].setback) = (false, .standby)
        #expect(busy.discreet.zones[0].changes(since: BoardState.home.discreet.zones[0]) == [])
        #expect(try Births(busy.discreet) == Births(BoardState.home.discreet))
        let born = try Births(busy.discreet).devices[0].metrics
        for name in ["Lamps/Level", "Lamps/Reason", "Light/Illuminance", "Plugs/On", "Climate/Setback"] {
            let metric = try #require(born.first { $0.name == name })
            #expect(metric.value == nil && metric.datatype != nil, "\(name)")
        }
        busy.zones[0].settings.hold = .minutes(5)
        busy.zones[0].answer(.hold, "7", refusal: nil)
        let answered = busy.discreet.zones[0].changes(since: BoardState.home.discreet.zones[0]).map(\.name)
        #expect(answered == ["Settings/Answers", "Settings/Answered", "Settings/Hold"])
    }

    private func state(_ reason: Reason) -> BoardState {
        var state = BoardState.home
        state.zones[0].reason = reason
        return state
    }
}
