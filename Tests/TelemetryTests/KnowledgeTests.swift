import Control
import Quantities
import Settings
import Sparkplug
import Telemetry
import Testing

@Suite struct `What a zone knows` {
    @Test func `is published with its faults and what follows people, in words that its birth declared`() throws {
        var wire = try Wire()
        let born = try #require(wire.born["office"])
        let names = [
            "Faults", "Plugs/On", "Climate/Setback", "Hold/In Force", "Hold/Learned From", "Hold/Expected False Offs",
            "Light/Lamp Share", "Hold/Reset",
        ]
        #expect(names.allSatisfy { name in born.contains { $0.name == name } })
        var zone = BoardState.home.zones[0]
        zone.faults = [.lampFailed, .motionSilent, .relayWear]
        (zone.plugs, zone.setback) = (false, .unoccupied)
        zone.knowledge = BoardState.Knowledge(hold: .seconds(450), hours: 41.6, rate: 0.01234, lamps: Lux(310.4))
        let changes = zone.changes(since: BoardState.home.zones[0])
        let data = try wire.carries(changes, of: "office", at: .noon)
        #expect(
            data.readings.map { "\($0.name): \($0.value.map { "\($0)" } ?? "-")" } == [
                "Faults: string(\"motion-silent,lamp-failed,relay-wear\")", "Plugs/On: boolean(false)",
                "Climate/Setback: string(\"unoccupied\")", "Hold/In Force: double(450.0)",
                "Hold/Learned From: double(42.0)", "Hold/Expected False Offs: double(0.012)",
                "Light/Lamp Share: double(310.0)",
            ])
        for reading in data.readings {
            #expect(born.first { $0.name == reading.name }?.datatype == reading.datatype)
        }
        #expect(BoardState.home.zones[0].faults.published == "")
    }

    @Test func `is not published again for what nobody would read off it`() {
        var before = BoardState.home.zones[0]
        before.knowledge = BoardState.Knowledge(hold: .minutes(7), hours: 41.6, rate: 0.01234, lamps: Lux(310.4))
        var after = before
        after.knowledge = BoardState.Knowledge(hold: .minutes(7), hours: 42.4, rate: 0.01239, lamps: Lux(309.6))
        #expect(after.changes(since: before) == [])
    }

    @Test func `has a name for every fault, each its own`() {
        let names = Fault.names.indices.map { Fault(rawValue: 1 << UInt16($0)).published }
        #expect(Set(names).count == names.count && names.allSatisfy { !$0.isEmpty && !$0.contains(",") })
        #expect(Fault.relayWear.published == "relay-wear" && Fault.motionLost.published == "motion-lost")
        #expect(Fault(rawValue: .max).published.split(separator: ",").map(String.init) == names)
        #expect(Fault(rawValue: 1 << 15).published == "")
    }
}

@Suite struct `A wish that a zone forget` {
    @Test func `is read with its zone and sender, beside settings`() throws {
        let metrics = try arrived(
            Metric("Hold/Reset", .boolean(true), properties: [Property("by", .string("hub, ada"))]),
            Metric("Settings/Hold", .double(600)))
        let (request, refusals) = ResetRequest.read(metrics, zone: "office", sentAt: Timestamp.noon.wire, now: .noon)
        #expect(request == ResetRequest(zone: "office", by: "hub, ada") && refusals == [])
        let settings = SettingRequest.read(metrics, zone: "office", sentAt: Timestamp.noon.wire, now: .noon)
        #expect(settings.requests.map(\.setting.key) == ["hold"] && settings.refusals == [])
    }

    @Test func `is none where nobody says so`() throws {
        let (request, refusals) = ResetRequest.read(
            try arrived(Metric("Settings/Hold", .double(600))), zone: "office", sentAt: nil, now: .noon)
        #expect(request == nil && refusals == [])
    }

    @Test(arguments: [Value.boolean(false), .int32(1), .string("true"), nil])
    func `must be true, or is refused with the cure`(value: Value?) throws {
        let (request, refusals) = ResetRequest.read(
            [Metric(name: "Hold/Reset", datatype: .boolean, value: value)], zone: "office", sentAt: nil, now: .noon)
        #expect(request == nil)
        #expect(refusals == ["Hold/Reset: write true to have the zone forget what it has learned"])
    }

    @Test func `that is older than five minutes is refused`() {
        let metric = Metric("Hold/Reset", .boolean(true), at: Timestamp.noon.wire)
        let late = Timestamp.noon + .minutes(5) + .milliseconds(1)
        #expect(ResetRequest.read([metric], zone: "o", sentAt: nil, now: .noon + .minutes(5)).request != nil)
        #expect(
            ResetRequest.read([metric], zone: "o", sentAt: nil, now: late).refusals
                == ["Hold/Reset: the command is older than 5 min"])
        let bare = Metric("Hold/Reset", .boolean(true))
        #expect(ResetRequest.read([bare], zone: "o", sentAt: Timestamp.noon.wire, now: late).request == nil)
    }

    /// Over the wire, at noon.
    private func arrived(_ metrics: Metric...) throws -> [Metric] {
        var wire = try Wire()
        let commands = wire.commands(metrics, to: "office", at: .noon)
        guard case .write(_?, let metrics, _)? = commands.first else {
            throw Wire.Unexpected(description: "\(commands)")
        }
        return metrics
    }
}
