import Control
import Quantities
import Testing

@Suite struct `A daylit zone` {
    var office = Timeline(.daylit)

    @Test mutating func `stays dark for a person when daylight suffices`() {
        _ = office.at(.minutes(60))
        office.daylight = Lux(320)
        office.somebodyMoves()
        #expect(office.at(.minutes(61)) == (0, .daylight))
    }

    @Test mutating func `does not mistake its own lamps for daylight`() {
        office.daylight = Lux(290)
        office.somebodyMoves()
        for minute in 0..<120 {
            office.daylight = Lux(minute % 2 == 0 ? 270 : 280)
            #expect(office.at(.minutes(Int64(minute))) == (1, .occupied))
        }
    }

    @Test mutating func `goes dark only after ten minutes of plenty`() {
        office.daylight = Lux(100)
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        office.daylight = Lux(400)
        #expect(office.at(.minutes(20)) == (1, .occupied))
        #expect(office.at(.minutes(29)) == (1, .occupied))
        #expect(office.at(.minutes(30)) == (0, .daylight))
    }

    @Test mutating func `is not fooled by a gap in the clouds`() {
        office.daylight = Lux(100)
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        office.daylight = Lux(400)
        _ = office.at(.minutes(20))
        office.daylight = Lux(200)
        _ = office.at(.minutes(25))
        office.daylight = Lux(400)
        #expect(office.at(.minutes(26)) == (1, .occupied))
        #expect(office.at(.minutes(35)) == (1, .occupied))
        #expect(office.at(.minutes(36)) == (0, .daylight))
    }

    @Test mutating func `comes back a minute after it got too dark, but not within the minimum time`() {
        office.daylight = Lux(400)
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(20)) == (0, .daylight))
        office.daylight = Lux(200)
        #expect(office.at(.minutes(21)) == (0, .daylight))
        #expect(office.at(.minutes(22)) == (1, .occupied))
        office.daylight = Lux(900)
        _ = office.at(.minutes(30))
        #expect(office.at(.minutes(40)) == (0, .daylight))
        office.daylight = Lux(200)
        _ = office.at(.minutes(40) + .seconds(10))
        #expect(office.at(.minutes(49)) == (0, .daylight))
        #expect(office.at(.minutes(50)) == (1, .occupied))
    }

    @Test
    mutating func `comes back after a minute, whatever the minimum time, when less than a tenth of the light is left`()
    {
        office.daylight = Lux(400)
        office.somebodyMoves()
        _ = office.at(.minutes(0))
        #expect(office.at(.minutes(20)) == (0, .daylight))
        office.daylight = Lux(200)
        _ = office.at(.minutes(21))
        #expect(office.at(.minutes(22)) == (1, .occupied))
        office.daylight = Lux(900)
        _ = office.at(.minutes(30))
        #expect(office.at(.minutes(40)) == (0, .daylight))
        office.daylight = Lux(29)
        _ = office.at(.minutes(40) + .seconds(10))
        #expect(office.at(.minutes(41)) == (0, .daylight))
        #expect(office.at(.minutes(41) + .seconds(30)) == (1, .occupied))
    }

    @Test mutating func `uses as few steps as daylight leaves to do`() {
        var settings = Zone.Settings.daylit
        settings.steps = 3
        settings.daylight.lamps = Lux(300)
        office = Timeline(settings)
        office.lamps = Lux(300)
        _ = office.at(.minutes(60))
        office.daylight = Lux(120)
        office.somebodyMoves()
        #expect(office.at(.minutes(61)).level == 2)
        office.daylight = Lux(40)
        _ = office.at(.minutes(62))
        #expect(office.at(.minutes(63)).level == 3)
    }

    @Test mutating func `burns its lamps as if it were night when the light sensor is lost`() {
        _ = office.at(.minutes(60))
        office.daylight = Lux(900)
        office.somebodyMoves()
        #expect(office.at(.minutes(61)) == (0, .daylight))
        office.daylight = nil
        #expect(office.at(.minutes(62)) == (1, .lightLost))
    }
}
