import Control
import Quantities
import Testing

@Suite struct `Two quick presses` {
    var office = Timeline(.daylit)

    init() {
        office.somebodyMoves()
        office.at(.minutes(0))
    }

    @Test mutating func `light all lamps in daylight, until the next press`() {
        office.daylight = Lux(900)
        office.at(.minutes(1))
        #expect(office.at(.minutes(20)) == (0, .daylight))
        office.press()
        #expect(office.at(.minutes(21)) == (1, .manualOn))
        office.pressAgain()
        #expect(office.at(.minutes(21) + .milliseconds(300)) == (1, .manualOn))
        #expect(office.at(.minutes(60)) == (1, .manualOn))
        office.press()
        #expect(office.at(.minutes(61)) == (0, .manualOff))
    }

    @Test mutating func `light all that is left of a dimmed room`() {
        office = Timeline(.daylit.with { $0.steps = 100 })
        office.somebodyMoves()
        office.daylight = Lux(200)
        office.at(.minutes(0))
        #expect(office.at(.minutes(10)).level < 60)
        office.press()
        office.at(.minutes(11))
        office.pressAgain()
        #expect(office.at(.minutes(11) + .milliseconds(300)) == (100, .manualOn))
    }

    @Test mutating func `light all lamps when they come at once`() {
        office.press()
        office.pressAgain()
        #expect(office.at(.minutes(1)) == (1, .manualOn))
    }

    @Test mutating func `are two presses where that is said`() {
        office = Timeline(.plain.with { $0.doubleLightsAll = false })
        office.somebodyMoves()
        office.at(.minutes(30))
        office.press()
        #expect(office.at(.minutes(31)) == (0, .manualOff))
        office.press()
        #expect(office.at(.minutes(32)) == (1, .manualOn))
        office.pressAgain()
        #expect(office.at(.minutes(32) + .milliseconds(300)) == (0, .manualOff))
    }

    @Test mutating func `end by vacancy and time as any word at the button does`() {
        office.press()
        office.at(.minutes(1))
        office.pressAgain()
        office.at(.minutes(1) + .milliseconds(300))
        #expect(office.at(.hours(2)) == (1, .manualOn))
        #expect(office.at(.hours(3)) == (1, .occupied))
    }
}

@Suite struct `A button that is held` {
    @Test func `gives the lamps back to the automatic, and darkens nobody`() {
        var office = Timeline(.daylit)
        office.somebodyMoves()
        office.at(.minutes(0))
        office.press()
        #expect(office.at(.minutes(1)) == (0, .manualOff))
        office.press()
        #expect(office.at(.minutes(10)) == (1, .manualOn))
        office.press()
        #expect(office.at(.minutes(11)) == (0, .manualOff))
        office.holdOn()
        #expect(office.at(.minutes(11) + .seconds(2)) == (1, .occupied))
    }

    @Test func `lights a zone that waits for its button as if that had been pressed`() {
        var office = Timeline(.plain.with { $0.start = .manual })
        office.at(.minutes(30))
        office.somebodyMoves()
        #expect(office.at(.minutes(31)) == (0, .awaiting))
        office.press()
        office.at(.minutes(32))
        office.holdOn()
        #expect(office.at(.minutes(32) + .seconds(2)) == (1, .occupied))
    }
}
