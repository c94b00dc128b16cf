import Control
import Quantities
import Testing

@Suite struct `A light sensor` {
    var office = Timeline(.daylit)

    init() {
        office.daylight = Lux(100)
        office.somebodyMoves()
        office.at(.minutes(0))
    }

    @Test mutating func `that is lost leaves the lamps as at night, and is believed again when it is back`() {
        office.daylight = Lux(900)
        office.at(.minutes(1))
        #expect(office.at(.minutes(20)) == (0, .daylight))
        office.daylight = nil
        #expect(office.at(.minutes(21)) == (1, .lightLost))
        #expect(office.faults == .lightLost)
        office.daylight = Lux(900)
        #expect(office.at(.minutes(22)).level == 1)
        #expect(office.faults == [])
        #expect(office.at(.minutes(33)) == (0, .daylight))
    }

    @Test(arguments: [-1.0, 2e6, .infinity, .nan])
    mutating func `that says what cannot be is lost`(reading: Double) {
        office.frozen = Lux(reading)
        #expect(office.at(.minutes(20)) == (1, .lightLost))
        #expect(office.faults == .lightLost)
    }

    @Test mutating func `with sun on it is not believed`() {
        office.frozen = Lux(6_001)
        #expect(office.at(.minutes(20)) == (1, .lightLost))
        #expect(office.faults == .lightBlinded)
        office.frozen = nil
        office.at(.minutes(21))
        #expect(office.faults == [])
    }

    @Test mutating func `that does not answer to three switchings is frozen, and believed again when it does`() {
        office.frozen = Lux(420)
        var minute: Int64 = 1
        for _ in 0..<6 {
            office.press()
            office.at(.minutes(minute))
            minute += 1
        }
        office.at(.minutes(minute))
        #expect(office.faults == .lightFrozen)
        #expect(office.at(.minutes(minute + 130)) == (1, .lightLost))
        office.frozen = nil
        minute += 131
        for _ in 0..<6 {
            office.press()
            office.at(.minutes(minute))
            minute += 1
        }
        #expect(office.faults == [])
    }

    @Test mutating func `that never spoke otherwise is found out as well`() {
        office = Timeline(.daylit)
        office.frozen = Lux(420)
        office.somebodyMoves()
        office.at(.minutes(0))
        for minute in 1..<8 {
            office.press()
            office.at(.minutes(Int64(minute)))
        }
        #expect(office.faults == .lightFrozen)
    }

    @Test mutating func `outside the loop is not asked to answer`() {
        office = Timeline(.daylit.with { $0.daylight.isOpenLoop = true })
        office.lamps = .zero
        office.daylight = Lux(100)
        office.somebodyMoves()
        office.at(.minutes(0))
        for minute in 1..<12 {
            office.press()
            office.at(.minutes(Int64(minute)))
        }
        #expect(office.faults == [])
        office.daylight = Lux(900)
        office.at(.minutes(200))
        #expect(office.at(.minutes(211)) == (0, .daylight))
        office.daylight = Lux(6_000)
        office.at(.minutes(212))
        #expect(office.faults == [])
    }

    @Test mutating func `is not called frozen any more once it is said to be outside the loop`() {
        office.frozen = Lux(420)
        for minute in 1..<8 {
            office.press()
            office.at(.minutes(Int64(minute)))
        }
        #expect(office.faults == .lightFrozen)
        office.apply(office.settings.with { $0.daylight.isOpenLoop = true }, at: .minutes(10))
        office.at(.minutes(10))
        #expect(office.faults == [])
    }

    @Test mutating func `that tells of a day without end is stuck, and believed again when it tells of darkness`() {
        office.nobodyMoves()
        office.daylight = Lux(900)
        office.at(.minutes(1))
        office.at(.hours(18))
        office.somebodyMoves()
        office.at(.hours(19))
        #expect(office.at(.hours(20) + .seconds(59)) == (0, .daylight))
        #expect(office.at(.hours(20) + .minutes(1)) == (1, .lightLost))
        #expect(office.faults == .lightFrozen)
        office.nobodyMoves()
        office.at(.hours(21))
        #expect(office.at(.days(9)).level == 0)
        #expect(office.faults == .lightFrozen)
        office.daylight = Lux(100)
        office.at(.days(10))
        #expect(office.faults == [])
        office.somebodyMoves()
        office.daylight = Lux(900)
        office.at(.days(10) + .hours(1))
        #expect(office.at(.days(10) + .hours(5)) == (0, .daylight))
    }

    @Test(arguments: [100, 250, 600])
    mutating func `that is stuck is not believed again because of what lamps are taken to add`(lamps: Double) {
        office = Timeline(
            .daylit.with {
                $0.daylight.isThreshold = true
                $0.daylight.lamps = Lux(lamps)
            })
        office.frozen = Lux(600)
        for day in 0..<9 {
            office.somebodyMoves()
            office.at(.days(Int64(day)) + .hours(8))
            if day > 0 { #expect(office.at(.days(Int64(day)) + .hours(10)) == (1, .lightLost)) }
            office.nobodyMoves()
            office.at(.days(Int64(day)) + .hours(17))
        }
        #expect(office.faults == .lightFrozen)
    }

    @Test(arguments: [false, true])
    mutating func `that is stuck by day and not believed by night is found on the second day`(isThreshold: Bool) {
        office = Timeline(.daylit.with { $0.daylight.isThreshold = isThreshold })
        office.frozen = Lux(600)
        office.at(.hours(6))
        (office.frozen, office.daylight) = (nil, nil)
        office.at(.hours(18))
        (office.frozen, office.daylight) = (Lux(600), Lux(0))
        office.at(.hours(30))
        office.somebodyMoves()
        office.at(.hours(30) + .minutes(1))
        #expect(office.at(.hours(30) + .minutes(2)) == (1, .lightLost))
        #expect(office.faults == .lightFrozen)
    }

    @Test mutating func `that passes a threshold for ever is found though lamps are lit by hand every day`() {
        office = Timeline(.daylit.with { $0.daylight.isThreshold = true })
        office.frozen = Lux(600)
        for hour in stride(from: Int64(1), to: 25, by: 4) {
            office.press()
            office.at(.hours(hour))
            office.at(.hours(hour) + .minutes(5))
        }
        #expect(office.faults.contains(.lightFrozen))
    }

    @Test mutating func `is believed through polar summers where that is said`() {
        office = Timeline(.daylit.with { $0.daylight.longestDay = .zero })
        office.daylight = Lux(900)
        office.at(.days(90))
        office.somebodyMoves()
        office.at(.days(90) + .hours(1))
        #expect(office.at(.days(90) + .hours(5)) == (0, .daylight))
        #expect(office.faults == [])
    }

    @Test mutating func `that only tells thresholds is not asked to answer, and teaches nothing`() {
        office = Timeline(.daylit.with { $0.daylight.isThreshold = true })
        office.frozen = Lux(300)
        office.somebodyMoves()
        office.at(.minutes(0))
        for minute in 1..<12 {
            office.press()
            office.at(.minutes(Int64(minute)))
        }
        #expect(office.faults == [])
        office.frozen = nil
        office.lamps = Lux(600)
        for minute in 12..<40 {
            office.press()
            office.at(.minutes(Int64(minute)))
        }
        #expect(office.learned.lamps == Lux(250))
    }
}
