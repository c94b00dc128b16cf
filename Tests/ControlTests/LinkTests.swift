import Control
import Quantities
import Testing

/// Two rooms and the corridor that follows them, on a hand-turned clock.
private struct Wing {
    enum Place: Int, CaseIterable { case corridor, north, south }

    var zones: Zones
    var inputs = [Zone.Inputs](repeating: Zone.Inputs(schedule: .closed), count: 3)

    init(_ settings: [Zone.Settings], links: [UInt64]) { zones = Zones(settings, links: links) }

    init(corridor: Zone.Settings) {
        self.init([corridor, .plain, .plain], links: [0b110, 0, 0])
    }

    subscript(place: Place) -> Zone.Inputs {
        get { inputs[place.rawValue] }
        set { inputs[place.rawValue] = newValue }
    }

    /// Every review first, then every zone once, then what they owe each other.
    mutating func at(_ time: Duration) {
        let now = Instant.epoch + time
        while zones.review(before: now) != nil {}
        for zone in inputs.indices { zones.step(zone, inputs[zone], at: now) }
        while zones.review(before: now + .milliseconds(1)) != nil {}
    }

    func shown(_ place: Place) -> (level: UInt8, because: Reason) {
        (zones.outputs[place.rawValue].level, zones.outputs[place.rawValue].reason)
    }
}

@Suite struct `A corridor that follows its rooms` {
    private var wing = Wing(corridor: Zone.Settings(steps: 2))

    @Test mutating func `is lit in part while a room is occupied, and for nobody in any`() {
        wing.at(.minutes(0))
        wing.at(.minutes(60))
        #expect(wing.shown(.corridor) == (0, .vacant))
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(61))
        #expect(wing.shown(.corridor) == (1, .linked))
        #expect(!wing.zones.outputs[0].isOccupied)
        wing.at(.minutes(600))
        #expect(wing.shown(.corridor) == (1, .linked))
    }

    @Test mutating func `warns when the last room is left, and only then`() {
        wing.at(.minutes(0))
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing[.south].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(60))
        wing[.north].motion?.isActive = false
        wing.at(.minutes(61))
        wing.at(.minutes(90))
        #expect(wing.shown(.north) == (0, .vacant))
        #expect(wing.shown(.corridor) == (1, .linked))
        wing[.south].motion?.isActive = false
        wing.at(.minutes(91))
        wing.at(.minutes(106))
        #expect(wing.shown(.corridor).because == .warning)
        wing.at(.minutes(107))
        #expect(wing.shown(.corridor) == (0, .vacant))
    }

    @Test mutating func `lights all for whoever walks in it`() {
        wing.at(.minutes(0))
        wing.at(.minutes(60))
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(61))
        wing[.corridor].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(62))
        #expect(wing.shown(.corridor) == (2, .occupied))
    }

    @Test mutating func `does not go dark on somebody who walks into it, though its own lamps wait for the button`() {
        wing = Wing(corridor: Zone.Settings(steps: 2).with { $0.start = .manual })
        wing.at(.minutes(0))
        wing.at(.minutes(60))
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(61))
        wing[.corridor].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(62))
        #expect(wing.shown(.corridor) == (1, .awaiting))
    }

    @Test mutating func `stays dark for a room where its button says off`() {
        wing.at(.minutes(0))
        wing[.corridor].presses = WrappingCount(1)
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(1))
        #expect(wing.shown(.corridor) == (0, .manualOff))
    }

    @Test mutating func `follows a room whose sensor is lost, since people may be there`() {
        wing.at(.minutes(0))
        wing.at(.minutes(60))
        wing[.south].motion = nil
        wing.at(.minutes(61))
        #expect(wing.shown(.corridor) == (1, .linked))
    }
}

@Suite struct `Zones that follow each other` {
    @Test func `do not keep each other lit`() {
        var wing = Wing([.plain, .plain, .plain], links: [0b110, 0b101, 0b011])
        wing.at(.minutes(0))
        wing[.north].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(60))
        #expect(wing.shown(.corridor) == (1, .linked))
        #expect(wing.shown(.south) == (1, .linked))
        wing[.north].motion?.isActive = false
        wing.at(.minutes(61))
        wing.at(.minutes(90))
        for place in Wing.Place.allCases { #expect(wing.shown(place) == (0, .vacant)) }
    }

    @Test func `pass nothing on: a hall beyond the corridor follows the corridor's own people only`() {
        var wing = Wing([.plain, .plain, .plain], links: [0b010, 0b100, 0])
        wing.at(.minutes(0))
        wing.at(.minutes(60))
        wing[.south].motion = Motion(isActive: true, onsets: WrappingCount(1))
        wing.at(.minutes(61))
        #expect(wing.shown(.north) == (1, .linked))
        #expect(wing.shown(.corridor) == (0, .vacant))
    }
}
