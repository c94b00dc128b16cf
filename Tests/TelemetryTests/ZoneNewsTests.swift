import Control
import Quantities
import Telemetry
import Testing

@Suite struct `What the uplink is told of a zone at once` {
    @Test func `is level, reason, light, faults, plugs and climate`() {
        var outputs = Zone.Outputs(level: 1, reason: .shed, plugs: false, setback: .standby, faults: [.lampFailed])
        var zone = Self.zone
        ZoneNews(outputs, Lux(412)).tell(&zone)
        #expect(zone.level == 1 && zone.reason == .shed && zone.illuminance == Lux(412))
        #expect(!zone.plugs && zone.setback == .standby && zone.faults == .lampFailed)
        outputs.faults = []
        ZoneNews(outputs, nil).tell(&zone)
        #expect(zone.faults == [] && zone.illuminance == nil)
    }

    /// While the wall button decides, neither level nor reason tells when somebody moves.
    @Test func `is nothing that only a movement changes`() {
        let still = Zone.Outputs(level: 2, reason: .manualOn, hold: .minutes(15))
        var moved = still
        (moved.hold, moved.isOccupied) = (.minutes(7), false)
        moved.faults = [.motionStuck, .motionSilent, .motionInadequate]
        moved.reviewBy = .epoch
        #expect(ZoneNews(moved, nil) == ZoneNews(still, nil))
        let lit = [Reason.occupied, .hold, .latched].map { ZoneNews(Zone.Outputs(level: 2, reason: $0), nil) }
        #expect(Set(lit).count == 1)
    }

    @Test func `leaves the faults of people as they were last looked at`() {
        var zone = Self.zone
        zone.faults = [.motionSilent, .lightLost]
        ZoneNews(Zone.Outputs(level: 2, reason: .unsensed, faults: [.motionStuck, .lampFailed]), nil).tell(&zone)
        #expect(zone.faults == [.motionSilent, .lampFailed])
    }

    private static let zone = BoardState.ZoneState(
        id: "hall", use: "lobby", area: SquareMetres(50), load: Watts(300), settings: Zone.Settings(steps: 2),
        changed: Timestamp(milliseconds: 0))
}
