import Control
import Quantities
import Testing

@Suite struct `A motion sensor that never rests` {
    var office = Timeline(.plain)

    init() {
        office.somebodyMoves()
        office.schedule = .open
        office.at(.minutes(0))
    }

    @Test mutating func `is not believed after twelve hours, and the schedule decides`() {
        #expect(office.at(.hours(12) + .milliseconds(-1)) == (1, .occupied))
        #expect(office.at(.hours(12)) == (1, .unsensed))
        #expect(office.faults == .motionStuck)
        office.schedule = .closed
        #expect(office.at(.hours(14)).because == .warning)
        #expect(office.at(.hours(15)) == (0, .vacant))
        office.press()
        #expect(office.at(.hours(16)) == (1, .manualOn))
    }

    @Test mutating func `is believed again when it rests, and darkens nobody at once by that`() {
        office.at(.hours(13))
        office.nobodyMoves()
        #expect(office.at(.hours(14)) == (1, .hold))
        #expect(office.faults == [])
        #expect(office.at(.hours(14) + .minutes(14)) == (1, .hold))
        #expect(office.at(.hours(14) + .minutes(16)) == (0, .vacant))
    }

    @Test mutating func `lights nothing by its rest at night`() {
        office.schedule = .closed
        office.at(.hours(14))
        office.at(.hours(15))
        office.nobodyMoves()
        #expect(office.at(.hours(16)) == (0, .vacant))
    }
}

@Suite struct `A motion sensor that sees nobody` {
    var office = Timeline(.plain)

    init() {
        office.schedule = .open
        office.at(.minutes(0))
        office.at(.minutes(60))
    }

    @Test mutating func `is not believed after two presses without motion`() {
        office.press()
        office.at(.minutes(61))
        office.press()
        #expect(office.at(.minutes(70)).level == 0)
        #expect(office.faults == [])
        office.at(.minutes(71))
        office.press()
        #expect(office.at(.minutes(72)).because == .manualOn)
        office.at(.minutes(75))
        #expect(office.faults == .motionSilent)
        office.press()
        office.at(.minutes(80))
        #expect(office.at(.minutes(201)) == (1, .unsensed))
    }

    @Test mutating func `is not believed a minute after a door that opened without motion`() {
        office.doorCloses()
        office.at(.minutes(61))
        office.doorOpens()
        office.at(.minutes(62))
        #expect(office.faults == [])
        #expect(office.at(.minutes(63)) == (1, .unsensed))
        #expect(office.faults == .motionSilent)
        #expect(office.at(.hours(9)) == (1, .unsensed))
    }

    @Test mutating func `is believed again at any motion`() {
        office.doorCloses()
        office.at(.minutes(61))
        office.doorOpens()
        office.at(.minutes(64))
        office.somebodyStirs()
        #expect(office.at(.minutes(65)) == (1, .hold))
        #expect(office.faults == [])
        #expect(office.at(.minutes(81)) == (0, .vacant))
    }

    @Test mutating func `is believed when the presses came with motion`() {
        for minute in 0..<10 {
            office.somebodyStirs()
            office.press()
            office.at(.minutes(61 + 3 * Int64(minute)))
        }
        office.at(.minutes(95))
        #expect(office.faults == [])
    }

    @Test mutating func `is believed when motion follows the door`() {
        office.doorCloses()
        office.at(.minutes(61))
        office.doorOpens()
        office.at(.minutes(62))
        office.somebodyStirs()
        office.at(.minutes(62) + .seconds(59))
        office.at(.minutes(70))
        #expect(office.faults == [])
    }
}
