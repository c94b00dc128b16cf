import Control
import Quantities
import Testing

@Suite struct `A zone with people` {
    var office = Timeline(.plain)

    @Test mutating func `is lit from the start for its hold time, since people may be there`() {
        #expect(office.at(.seconds(0)) == (1, .starting))
        #expect(office.at(.minutes(14)) == (1, .starting))
        #expect(office.at(.minutes(16)) == (0, .vacant))
    }

    @Test mutating func `lights at the first motion and says why`() {
        _ = office.at(.minutes(60))
        office.somebodyMoves()
        #expect(office.at(.minutes(61)) == (1, .occupied))
    }

    @Test mutating func `holds, warns with a blink, and goes dark only then`() {
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        office.nobodyMoves()
        #expect(office.at(.minutes(10)) == (1, .hold))
        #expect(office.at(.minutes(24) + .milliseconds(59_999)) == (1, .hold))
        #expect(office.at(.minutes(25)) == (0, .warning))
        #expect(office.at(.minutes(25) + .milliseconds(500)) == (1, .warning))
        #expect(office.at(.minutes(25) + .seconds(29)) == (1, .warning))
        #expect(office.at(.minutes(25) + .seconds(30)) == (0, .vacant))
    }

    @Test mutating func `stays lit when somebody answers the warning`() {
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(15) + .seconds(10)) == (1, .warning))
        office.somebodyMoves()
        #expect(office.at(.minutes(15) + .seconds(11)) == (1, .occupied))
    }

    @Test mutating func `warns with its lowest step where it has more than one`() {
        office = Timeline(Zone.Settings(steps: 3))
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(15)) == (1, .warning))
        #expect(office.at(.minutes(15) + .seconds(30)) == (0, .vacant))
    }

    @Test mutating func `counts motion that came and went between two steps`() {
        _ = office.at(.minutes(60))
        office.somebodyMoves()
        office.nobodyMoves()
        #expect(office.at(.minutes(61)) == (1, .hold))
    }

    @Test mutating func `fails lit, not dark, when its motion sensor is lost, and holds when it is back`() {
        _ = office.at(.minutes(60))
        office.motion = nil
        #expect(office.at(.minutes(61)) == (1, .motionLost))
        #expect(office.at(.minutes(600)) == (1, .motionLost))
        office.motion = .still
        #expect(office.at(.minutes(601)).level == 1)
        #expect(office.at(.minutes(620)) == (0, .vacant))
    }

    @Test mutating func `is never darkened at once by a shorter hold time`() {
        _ = office.at(.minutes(0))
        _ = office.at(.minutes(10))
        var shorter = Zone.Settings.plain
        shorter.hold = .minutes(1)
        shorter.warning = .zero
        office.apply(shorter, at: .minutes(10))
        #expect(office.at(.minutes(10)).level == 1)
        #expect(office.at(.minutes(11)) == (0, .vacant))
    }

    @Test mutating func `keeps its base level while the schedule is open, and warns before that ends`() {
        var corridor = Zone.Settings.plain
        corridor.baseSteps = 1
        office = Timeline(corridor)
        office.schedule = .open
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(60)) == (1, .scheduled))
        office.schedule = .closed
        #expect(office.at(.minutes(61)).because == .warning)
        #expect(office.at(.minutes(66)) == (0, .vacant))
    }
}

@Suite struct `The wall button` {
    var office = Timeline(.plain)

    @Test mutating func `lights a dark zone until it is vacant`() {
        _ = office.at(.minutes(60))
        office.press()
        #expect(office.at(.minutes(61)) == (1, .manualOn))
        #expect(office.at(.minutes(75)) == (1, .manualOn))
        #expect(office.at(.minutes(76) + .seconds(1)) == (1, .warning))
        #expect(office.at(.minutes(77)) == (0, .vacant))
    }

    @Test mutating func `darkens a lit zone at once, and the zone stays dark though people move`() {
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        office.press()
        #expect(office.at(.minutes(1)) == (0, .manualOff))
        office.nobodyMoves()
        _ = office.at(.minutes(5))
        office.somebodyMoves()
        #expect(office.at(.minutes(6)) == (0, .manualOff))
    }

    @Test mutating func `loses its word after two hours, and the lamps come back for whoever is there`() {
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        office.press()
        _ = office.at(.minutes(1))
        #expect(office.at(.minutes(120)) == (0, .manualOff))
        #expect(office.at(.minutes(121)) == (1, .occupied))
    }

    @Test mutating func `turned off, is forgotten ten minutes after the zone became vacant`() {
        _ = office.at(.minutes(0))
        office.press()
        #expect(office.at(.minutes(1)) == (0, .manualOff))
        #expect(office.at(.minutes(25)) == (0, .manualOff))
        #expect(office.at(.minutes(26)) == (0, .vacant))
        office.somebodyMoves()
        #expect(office.at(.minutes(27)) == (1, .occupied))
    }

    @Test mutating func `pressed during a warning says that somebody is here`() {
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(15) + .seconds(5)) == (1, .warning))
        office.press()
        #expect(office.at(.minutes(15) + .seconds(6)) == (1, .hold))
    }

    @Test mutating func `pressed twice between two steps changes nothing`() {
        _ = office.at(.minutes(0))
        office.press()
        office.press()
        #expect(office.at(.minutes(1)) == (1, .hold))
    }
}
