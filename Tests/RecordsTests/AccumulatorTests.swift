import Chance
import Control
import Quantities
import Records
import Testing

@Suite struct `The account of a zone` {
    var account = Accumulator(.office)

    @Test mutating func `adds up the energy of lamps and standby`() {
        note(level: 2, .occupied, moving: true, at: .minutes(0))
        account.advance(to: .epoch + .minutes(30))
        #expect(account.totals[.lampEnergy] == 302_000)
        #expect(account.totals[.litTime] == 30 * 60_000)
        #expect(account.totals[.observedTime] == 30 * 60_000)
    }

    @Test mutating func `counts a short pause in motion as somebody sitting still`() {
        note(level: 2, .occupied, moving: true, at: .minutes(0))
        note(level: 2, .hold, moving: false, at: .minutes(1))
        note(level: 2, .occupied, moving: true, at: .minutes(9))
        account.advance(to: .epoch + .minutes(10))
        #expect(account.totals[.occupiedTime] == 10 * 60_000)
        #expect(account.totals[.litVacantTime] == 0)
    }

    @Test mutating func `books the hold time as lit without people when nobody came back`() {
        note(level: 2, .occupied, moving: true, at: .minutes(0))
        note(level: 2, .hold, moving: false, at: .minutes(1))
        note(level: 0, .vacant, moving: false, at: .minutes(16) + .seconds(30))
        account.advance(to: .epoch + .minutes(60))
        #expect(account.totals[.occupiedTime] == 60_000)
        #expect(account.totals[.litVacantTime] == 15 * 60_000 + 30_000)
        #expect(account.totals[.litVacantEnergy] == 600_000 * 31 / 120)
        #expect(account.totals[.falseOffs] == 0)
    }

    @Test mutating func `calls it a false off when somebody moves right after the lamps went out`() {
        note(level: 2, .occupied, moving: true, at: .minutes(0))
        note(level: 2, .hold, moving: false, at: .minutes(1))
        note(level: 0, .vacant, moving: false, at: .minutes(16) + .seconds(30))
        note(level: 2, .occupied, moving: true, at: .minutes(17))
        #expect(account.totals[.falseOffs] == 1)
        #expect(account.totals[.darkOccupiedTime] == 30_000)
        #expect(account.totals[.occupiedTime] == 17 * 60_000)
    }

    @Test mutating func `knows no darkness where daylight suffices`() {
        note(level: 0, .daylight, moving: true, at: .minutes(0))
        account.advance(to: .epoch + .minutes(5))
        #expect(account.totals[.darkOccupiedTime] == 0)
        #expect(account.totals[.occupiedTime] == 5 * 60_000)
    }

    @Test mutating func `believes a people counter more than motion`() {
        note(level: 0, .vacant, moving: false, presence: true, at: .minutes(0))
        note(level: 2, .occupied, moving: false, presence: false, at: .minutes(4))
        account.advance(to: .epoch + .minutes(10))
        #expect(account.totals[.occupiedTime] == 4 * 60_000)
        #expect(account.totals[.darkOccupiedTime] == 4 * 60_000)
        #expect(account.totals[.litVacantTime] == 6 * 60_000)
    }

    @Test mutating func `does not claim to know people while the sensor is lost`() {
        note(level: 2, .motionLost, moving: nil, at: .minutes(0))
        account.advance(to: .epoch + .minutes(10))
        #expect(account.totals[.blindTime] == 10 * 60_000)
        #expect(account.totals[.occupiedTime] == 0)
        #expect(account.totals[.litVacantTime] == 0)
        #expect(account.totals[.litTime] == 10 * 60_000)
    }

    @Test(arguments: [Fault.motionStuck, .motionSilent])
    mutating func `does not believe a motion sensor that control does not believe`(fault: Fault) {
        for moving in [true, false] {
            var outputs = Zone.Outputs(level: 2, reason: .scheduled, hold: .minutes(15))
            outputs.faults = fault
            let inputs = Zone.Inputs(motion: Motion(isActive: moving, onsets: .zero))
            account.note(
                Accumulator.Moment(inputs: inputs, outputs: outputs, settings: Zone.Settings(steps: 2)),
                at: .epoch + .minutes(moving ? 0 : 600))
        }
        account.advance(to: .epoch + .minutes(1_200))
        #expect(account.totals[.blindTime] == 1_200 * 60_000 && account.totals[.observedTime] == 1_200 * 60_000)
        #expect(account.totals[.occupiedTime] == 0 && account.totals[.litVacantTime] == 0)
    }

    @Test mutating func `knows nothing of people in a zone without motion sensor`() {
        var settings = Zone.Settings(steps: 2)
        settings.sensesMotion = false
        let outputs = Zone.Outputs(level: 2, reason: .scheduled, hold: .minutes(15))
        account.note(
            Accumulator.Moment(
                inputs: Zone.Inputs(motion: Motion(isActive: false, onsets: .zero)), outputs: outputs,
                settings: settings), at: .epoch)
        account.advance(to: .epoch + .minutes(600))
        #expect(account.totals[.blindTime] == 600 * 60_000 && account.totals[.litVacantTime] == 0)
    }

    @Test mutating func `loses no pulse of a meter whose constant is odd`() {
        for pulse in UInt32(0)...3_000 { account.meter(WrappingCount(pulse)) }
        #expect(account.totals[.meteredEnergy] == 1_000_000)
    }

    /// Slicing time differently must not change a register.
    @Test(arguments: 0..<100) func `does not depend on how often it is asked`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var (often, seldom) = (Accumulator(.office), Accumulator(.office))
        var now = Instant.epoch
        var last = Totals()
        for _ in 0..<400 {
            let moment = Accumulator.Moment(
                inputs: Zone.Inputs(
                    motion: random.next() % 20 == 0
                        ? nil
                        : Motion(isActive: random.next() % 2 == 0, onsets: WrappingCount(UInt32(random.next() % 3)))),
                outputs: Zone.Outputs(
                    level: UInt8(random.next() % 3), reason: Reason(rawValue: UInt8(random.next() % 11)) ?? .vacant),
                settings: .office)
            often.note(moment, at: now)
            seldom.note(moment, at: now)
            let length = Int64(random.next() % 1_500_000)
            for offset in (0..<4).map({ _ in Int64(random.next() % UInt64(length + 1)) }).sorted() {
                often.advance(to: now + .milliseconds(offset))
            }
            now = now + .milliseconds(length)
            often.advance(to: now)
            for total in Total.allCases where often.totals[total] < last[total] {
                Issue.record("\(total) ran backwards")
            }
            last = often.totals
        }
        seldom.advance(to: now)
        #expect(often.totals == seldom.totals)
    }

    private mutating func note(
        level: UInt8, _ reason: Reason, moving: Bool?, presence: Bool? = nil,
        at time: Duration
    ) {
        account.note(
            Accumulator.Moment(
                inputs: Zone.Inputs(motion: moving.map { Motion(isActive: $0, onsets: .zero) }),
                outputs: Zone.Outputs(level: level, reason: reason, hold: Zone.Settings.office.hold), settings: .office,
                presence: presence),
            at: .epoch + time)
    }
}

extension Accumulator.Rating {
    fileprivate static let office = Accumulator.Rating(
        load: Watts(600), standby: Watts(4), steps: 2, pulsesPerKilowattHour: 3_000)
}

extension Zone.Settings {
    fileprivate static let office = Zone.Settings(steps: 2)
}
