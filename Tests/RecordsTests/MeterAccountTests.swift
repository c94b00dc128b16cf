import Chance
import Quantities
import Records
import Testing

@Suite struct `The account of a meter` {
    static let water = MeterAccount.Subject(name: "main", medium: .water, pulses: 100, per: 1, serial: "8ITR1")

    @Test func `holds what its pulses stand for, the time it was counted, and what its face must show`() {
        var account = MeterAccount(Self.water)
        account.note(0, face: 5_000, isCounting: true, at: .epoch)
        account.note(71, face: 5_710, isCounting: true, at: .epoch + .minutes(10))
        account.advance(to: .epoch + .minutes(15))
        let start = Timestamp(milliseconds: 0)
        let metering = account.metering(boot: 4, from: start, to: start + .minutes(15))
        #expect((metering.pulses, metering.amount, metering.observed) == (71, 710_000, 900_000))
        #expect((metering.meter, metering.medium, metering.serial, metering.face) == ("main", .water, "8ITR1", 5_710))
    }

    @Test func `counts no time while its line cannot be read`() {
        var account = MeterAccount(Self.water)
        account.note(0, face: nil, isCounting: true, at: .epoch)
        account.note(0, face: nil, isCounting: false, at: .epoch + .minutes(1))
        account.note(0, face: nil, isCounting: true, at: .epoch + .minutes(5))
        account.advance(to: .epoch + .minutes(6))
        #expect(account.observed == 120_000)
    }

    @Test func `goes on where it stood, unless something else flows through it now`() {
        var before = Record.Metering(
            meter: "main", medium: .water, boot: 1, start: Timestamp(milliseconds: 0), end: Timestamp(milliseconds: 9))
        (before.pulses, before.amount, before.observed) = (7, 70_000, 9)
        #expect(MeterAccount(Self.water, from: before).pulses == 7)
        before.medium = .gas
        #expect(MeterAccount(Self.water, from: before).pulses == 0)
    }

    /// The law: however pulses come, and with however many restarts, nothing that is a millionth of a unit or more is lost
    /// but a rest at each restart, and no register runs back.
    @Test(arguments: 0..<100 as Range<UInt64>) func `loses less than a millionth of a unit at a restart`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let (pulses, units) = (Int64.random(in: 1...3_000, using: &random), Int64.random(in: 1...20, using: &random))
        let subject = MeterAccount.Subject(name: "m", medium: .energy, pulses: pulses, per: units)
        var (account, total, restarts) = (MeterAccount(subject), UInt64(0), Int64(0))
        for step in 0..<200 as Range<Int64> {
            total += UInt64.random(in: 0...50, using: &random)
            let before = (account.amount, account.pulses)
            account.note(total, face: nil, isCounting: true, at: .epoch + .seconds(step))
            #expect(before.0 <= account.amount && before.1 <= account.pulses)
            guard random.one(in: 20) else { continue }
            let zero = Timestamp(milliseconds: 0)
            account = MeterAccount(subject, from: account.metering(boot: 1, from: zero, to: zero))
            restarts += 1
        }
        let exact = Int64(total) * units * 1_000_000 / pulses
        #expect(account.pulses == Int64(total))
        #expect(exact - restarts - 1...exact ~= account.amount)
    }
}
