import Control
import Quantities
import Testing

@Suite struct `Stairs` {
    var stairs = Timeline(Zone.Settings(steps: 100).with { $0.vacantSteps = 20 })

    @Test mutating func `dim, but never go dark`() {
        #expect(stairs.at(.minutes(1)) == (100, .starting))
        #expect(stairs.at(.minutes(15)) == (30, .warning))
        #expect(stairs.at(.minutes(16)) == (20, .standby))
        #expect(stairs.at(.minutes(6_000)) == (20, .standby))
        stairs.somebodyMoves()
        #expect(stairs.at(.minutes(6_001)) == (100, .occupied))
    }

    @Test mutating func `go dark where daylight suffices`() {
        stairs = Timeline(
            Zone.Settings.daylit.with {
                $0.steps = 100
                $0.vacantSteps = 20
            })
        stairs.daylight = Lux(500)
        stairs.at(.minutes(0))
        #expect(stairs.at(.minutes(60)) == (0, .vacant))
        stairs.daylight = Lux(50)
        stairs.at(.minutes(61))
        #expect(stairs.at(.minutes(72)) == (20, .standby))
    }

    @Test mutating func `answer a press on their low light with all of it`() {
        #expect(stairs.at(.minutes(30)) == (20, .standby))
        stairs.press()
        #expect(stairs.at(.minutes(31)) == (100, .manualOn))
    }

    @Test mutating func `stay low when settings change with nobody there`() {
        #expect(stairs.at(.minutes(30)) == (20, .standby))
        stairs.apply(stairs.settings.with { $0.shed = 25 }, at: .minutes(31))
        #expect(stairs.at(.minutes(31)).level <= 20)
        #expect(!stairs.outputs.isOccupied)
    }

    @Test mutating func `warn before a new setting takes their low light away`() {
        #expect(stairs.at(.minutes(30)) == (20, .standby))
        stairs.apply(stairs.settings.with { $0.vacantSteps = 0 }, at: .minutes(31))
        #expect(stairs.at(.minutes(31)).level > 0)
        #expect(stairs.at(.minutes(46)).level > 0)
        #expect(stairs.at(.minutes(47)) == (0, .vacant))
    }
}

@Suite struct `A way out` {
    var corridor = Timeline(Zone.Settings(steps: 3).with { $0.isEgress = true })

    @Test mutating func `keeps a step under people though the button says off`() {
        corridor.somebodyMoves()
        corridor.at(.minutes(0))
        corridor.press()
        #expect(corridor.at(.minutes(1)) == (1, .manualOff))
        corridor.nobodyMoves()
        corridor.at(.minutes(2))
        #expect(corridor.at(.minutes(18)) == (0, .manualOff))
        corridor.somebodyMoves()
        #expect(corridor.at(.minutes(19)) == (1, .manualOff))
    }

    @Test mutating func `gives all its light back at the next press`() {
        corridor.somebodyMoves()
        corridor.at(.minutes(0))
        corridor.press()
        #expect(corridor.at(.minutes(1)) == (1, .manualOff))
        corridor.press()
        #expect(corridor.at(.minutes(2)) == (3, .manualOn))
    }

    @Test mutating func `keeps a twentieth of a dimmer`() {
        corridor = Timeline(Zone.Settings(steps: 100).with { $0.isEgress = true })
        corridor.somebodyMoves()
        corridor.at(.minutes(0))
        corridor.press()
        #expect(corridor.at(.minutes(1)) == (5, .manualOff))
    }

    @Test mutating func `does not let people wait for a button in the dark`() {
        corridor = Timeline(
            Zone.Settings(steps: 3).with {
                $0.isEgress = true
                $0.start = .manual
            })
        corridor.at(.minutes(20))
        corridor.somebodyMoves()
        #expect(corridor.at(.minutes(30)) == (1, .awaiting))
        corridor.press()
        #expect(corridor.at(.minutes(31)) == (3, .manualOn))
    }

    @Test mutating func `goes dark by daylight only with twice of what is needed`() {
        corridor = Timeline(.daylit.with { $0.isEgress = true })
        corridor.somebodyMoves()
        corridor.daylight = Lux(100)
        corridor.at(.minutes(0))
        corridor.daylight = Lux(500)
        corridor.at(.minutes(1))
        #expect(corridor.at(.minutes(60)) == (1, .occupied))
        corridor.daylight = Lux(710)
        corridor.at(.minutes(61))
        #expect(corridor.at(.minutes(72)) == (0, .daylight))
        corridor.daylight = Lux(290)
        corridor.at(.minutes(73))
        #expect(corridor.at(.minutes(74)) == (1, .occupied))
    }

    @Test mutating func `does not go dark by a sensor that has never told of darkness`() {
        corridor = Timeline(.daylit.with { $0.isEgress = true })
        corridor.somebodyMoves()
        corridor.frozen = Lux(710)
        corridor.at(.minutes(0))
        #expect(corridor.at(.hours(11)) == (1, .occupied))
    }

    @Test mutating func `keeps a step at night under a motion sensor that is not believed`() {
        corridor.somebodyMoves()
        corridor.at(.hours(13))
        #expect(corridor.faults == .motionStuck)
        corridor.schedule = .closed
        #expect(corridor.at(.days(3)) == (1, .standby))
    }

    @Test mutating func `never puts a dimmer out by daylight`() {
        corridor = Timeline(
            .daylit.with {
                $0.steps = 100
                $0.isEgress = true
            })
        corridor.somebodyMoves()
        corridor.daylight = Lux(5_000)
        corridor.at(.minutes(0))
        #expect(corridor.at(.minutes(60)).level == 1)
    }
}
