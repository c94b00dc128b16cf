import Control
import Quantities
import Testing

@Suite struct `The meter of a zone` {
    var office = Timeline(Zone.Settings(steps: 3))

    @Test(arguments: [Draw.none, .part])
    mutating func `finds lamps that have failed`(draw: Draw) {
        office.somebodyMoves()
        office.draw = draw
        office.at(.minutes(0))
        office.at(.minutes(1))
        #expect(office.faults == [])
        office.at(.minutes(2))
        #expect(office.faults == .lampFailed)
        office.draw = .full
        office.at(.minutes(3))
        #expect(office.faults == [])
    }

    @Test(arguments: [Draw.full, .part])
    mutating func `finds a relay that is welded`(draw: Draw) {
        office.at(.minutes(0))
        #expect(office.at(.minutes(30)) == (0, .vacant))
        office.draw = draw
        office.at(.minutes(31))
        #expect(office.faults == [])
        office.at(.minutes(33))
        #expect(office.faults == .relayWelded)
        office.draw = Draw.none
        office.at(.minutes(34))
        #expect(office.faults == [])
    }

    @Test mutating func `disagrees when it counts all for a third`() {
        office = Timeline(
            Zone.Settings(steps: 3).with {
                $0.start = .partial
                $0.partialSteps = 1
            })
        office.at(.minutes(0))
        office.at(.minutes(30))
        office.somebodyMoves()
        office.draw = .full
        #expect(office.at(.minutes(31)) == (1, .partial))
        office.at(.minutes(33))
        #expect(office.faults == .meterDisagrees)
        office.draw = nil
        office.at(.minutes(34))
        #expect(office.faults == [])
    }

    @Test mutating func `is given two minutes after every change`() {
        office.at(.minutes(0))
        office.draw = Draw.none
        office.at(.minutes(30))
        office.somebodyMoves()
        office.at(.minutes(31))
        office.at(.minutes(32) + .seconds(59))
        #expect(office.faults == [])
        office.at(.minutes(33))
        #expect(office.faults == .lampFailed)
    }

    @Test mutating func `has no part in what is lit`() {
        office.somebodyMoves()
        office.draw = Draw.none
        office.at(.minutes(0))
        #expect(office.at(.minutes(10)) == (3, .occupied))
    }
}

@Suite struct `Plugs and climate` {
    var office = Timeline(.plain)

    init() {
        office.schedule = .open
        office.somebodyStirs()
        office.at(.minutes(0))
    }

    @Test mutating func `follow people, each after its own delay from the last sign of life`() {
        office.at(.minutes(14))
        #expect(office.outputs.plugs)
        #expect(office.outputs.setback == .none)
        office.at(.minutes(15))
        #expect(office.outputs.plugs)
        #expect(office.outputs.setback == .standby)
        office.at(.minutes(30) + .milliseconds(-1))
        #expect(office.outputs.plugs)
        office.at(.minutes(30))
        #expect(!office.outputs.plugs)
    }

    @Test mutating func `are set back further when the building is closed`() {
        office.at(.minutes(40))
        office.schedule = .closed
        office.at(.minutes(41))
        #expect(office.outputs.setback == .unoccupied)
        office.somebodyStirs()
        office.at(.minutes(42))
        #expect(office.outputs.setback == .none)
        #expect(office.outputs.plugs)
    }

    @Test mutating func `stay on for whoever turned the lamps off`() {
        office.press()
        #expect(office.at(.minutes(1)) == (0, .manualOff))
        #expect(office.outputs.plugs)
        #expect(office.outputs.setback == .none)
    }

    @Test mutating func `stay on while the motion sensor is lost`() {
        office.at(.minutes(60))
        office.motion = nil
        office.at(.minutes(61))
        office.at(.hours(20))
        #expect(office.outputs.plugs)
        #expect(office.outputs.setback == .none)
    }
}
