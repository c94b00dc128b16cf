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

@Suite struct `A motion sensor without button or door` {
    var stairs = Timeline(.plain.with { $0.motionSilence = .hours(24) })

    @Test mutating func `that sees nobody for as many open hours as that is not believed, and the schedule decides`() {
        work(through: 2)
        #expect(stairs.outputs.level == 0 && stairs.faults == [])
        stairs.schedule = .open
        stairs.at(.days(2) + .hours(7))
        #expect(stairs.at(.days(2) + .hours(11) - .milliseconds(1)).level == 0)
        #expect(stairs.at(.days(2) + .hours(11)) == (1, .unsensed))
        #expect(stairs.faults == .motionSilent)
        stairs.schedule = .closed
        #expect(stairs.at(.days(2) + .hours(18)).because == .warning)
        #expect(stairs.at(.days(2) + .hours(20)) == (0, .vacant))
        stairs.schedule = .open
        #expect(stairs.at(.days(3)) == (1, .unsensed))
    }

    @Test mutating func `is believed again at the first motion, and darkens nobody by that`() {
        stairs = Timeline(
            .plain.with {
                $0.motionSilence = .hours(24)
                $0.start = .manual
            })
        stairs.schedule = .open
        stairs.at(.minutes(0))
        #expect(stairs.at(.hours(24)) == (1, .unsensed))
        stairs.somebodyMoves()
        #expect(stairs.at(.hours(30)) == (1, .occupied))
        #expect(stairs.faults == [])
        stairs.nobodyMoves()
        #expect(stairs.at(.hours(31)) == (1, .hold))
        #expect(stairs.at(.hours(32)) == (0, .vacant))
        #expect(stairs.at(.hours(54)).level == 0)
        #expect(stairs.at(.hours(55)) == (1, .unsensed))
    }

    @Test mutating func `is believed for ever where that is said`() {
        stairs = Timeline(.plain.with { $0.motionSilence = .zero })
        stairs.schedule = .open
        stairs.at(.minutes(0))
        #expect(stairs.at(.days(400)) == (0, .vacant))
    }

    @Test mutating func `of a way out leaves a little light at night too`() {
        stairs = Timeline(
            Zone.Settings(steps: 100).with {
                $0.motionSilence = .hours(24)
                $0.isEgress = true
            })
        stairs.schedule = .open
        stairs.at(.hours(25))
        stairs.schedule = .closed
        stairs.at(.hours(26))
        #expect(stairs.at(.hours(40)) == (5, .standby))
    }

    /// Ten open hours a day, from seven, with nobody there.
    private mutating func work(through days: Int64) {
        for day in 0..<days {
            stairs.schedule = .closed
            stairs.at(.days(day))
            stairs.schedule = .open
            stairs.at(.days(day) + .hours(7))
            stairs.schedule = .closed
            stairs.at(.days(day) + .hours(17))
        }
    }
}
