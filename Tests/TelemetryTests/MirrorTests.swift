import Chance
import Quantities
import Records
import Sparkplug
import Telemetry
import Testing

@Suite struct `The mirror for scripts` {
    private let end = Timestamp(milliseconds: 1_782_777_600_000)

    @Test func `is one line of JSON with the meters of a zone`() throws {
        var totals = Totals()
        (totals[.lampEnergy], totals[.litTime], totals[.observedTime]) = (1_234_500, 5_400_000, 36_000_000)
        #expect(
            try text(totals)
                == #"{"time": "2026-06-30T00:00:00Z", "lamp_kwh": 1.2345, "metered_kwh": null, "lit_hours": 1.5, "#
                + #""observed_hours": 10}"#)
        (totals[.meteredEnergy], totals[.meteredTime]) = (2_000_000, 36_000_000)
        #expect(try text(totals).contains(#""metered_kwh": 2, "#))
    }

    @Test func `stays at the broker, and can be taken back`() throws {
        let message = try mirror.message(interval(Totals()))
        #expect(message.topic == "lightwell/site/board/east")
        #expect(message.retain && message.qos == .atMostOnce)
        let farewell = try mirror.farewell(to: "east")
        #expect(farewell.topic == message.topic && farewell.payload.isEmpty && farewell.retain)
    }

    /// The law: whatever people did, the line is the same where the meters are.
    @Test func `says nothing of people`() throws {
        let ofPeople: [Total] = [
            .blindTime, .occupiedTime, .litVacantTime, .darkOccupiedTime, .litVacantEnergy, .switchings, .falseOffs,
            .presses,
        ]
        var random = SplitMix(state: 3)
        for _ in 0..<200 {
            var totals = Totals()
            for total in Total.allCases { totals[total] = Int64.random(in: 0..<Total.limit, using: &random) }
            let before = try text(totals)
            for total in ofPeople { totals[total] = Int64.random(in: 0..<Total.limit, using: &random) }
            #expect(try text(totals) == before)
        }
    }

    private var mirror: Mirror {
        get throws { Mirror(NodeID(group: try Identifier("site"), node: try Identifier("board"))) }
    }

    private func interval(_ totals: Totals) -> Record.Interval {
        Record.Interval(zone: "east", boot: 1, start: end - .minutes(15), end: end, totals: totals)
    }

    private func text(_ totals: Totals) throws -> String {
        String(decoding: try mirror.message(interval(totals)).payload, as: UTF8.self)
    }
}
