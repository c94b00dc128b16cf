import Quantities
import Simulation
import Testing

@Suite struct `A motion sensor` {
    let day = LocalDay.workdays(1)[0]
    let seed = Seed(77)

    @Test func `sees nobody in an empty room, but for false alarms at their rate`() {
        var quiet = PassiveInfrared.poor
        quiet.falseAlarmsPerHour = 0
        #expect(quiet.pulses(for: [], on: day, seed: seed).isEmpty)
        let alarms = (Int64(0)..<2_000).map {
            Double(PassiveInfrared.poor.pulses(for: [], on: .utc($0), seed: seed).count)
        }
        #expect(abs(alarms.mean - 2.4) < 0.12)
    }

    @Test func `sees people come and go`() throws {
        let stay = Stretch(from: .hours(9), to: .hours(10))
        let pulses = silent(.typical).pulses(for: [stay], on: day, seed: seed)
        #expect(try #require(pulses.first).start == .hours(9))
        let last = try #require(pulses.last)
        #expect(last.end == .hours(10) + .seconds(5) || last.end > .hours(10) - .milliseconds(2_500))
        #expect(pulses.allSatisfy { $0.end <= .hours(10) + .seconds(5) })
    }

    /// With a pulse of a millisecond and no blind time, the pulses are the movements.
    @Test(arguments: [PassiveInfrared.good, .typical, .poor])
    func `lets as many and as long gaps pass as its parameters say`(preset: PassiveInfrared) {
        var sensor = silent(preset)
        (sensor.pulse, sensor.blind) = (.milliseconds(1), .zero)
        let stay = Stretch(from: .zero, to: .hours(24))
        let gaps = (Int64(0)..<60).flatMap { number in
            let pulses = sensor.pulses(for: [stay], on: .utc(number), seed: seed)
            return zip(pulses, pulses.dropFirst()).map { ($1.start - $0.start).seconds }
        }
        // Gaps beyond 75 s are long ones, but for e⁻⁵ of the short.
        let long = gaps.filter { $0 > 75 }
        let expected = preset.gaps.longShare * upperTail(preset.gaps) + (1 - preset.gaps.longShare) * 0.0067
        #expect(abs(Double(long.count) / Double(gaps.count) / expected - 1) < 0.06)
        let short = gaps.filter { $0 < 15 }
        #expect(abs(Double(short.count) / Double(gaps.count) - (1 - preset.gaps.longShare) * 0.632) < 0.015)
    }

    @Test func `sees people out of its view come and go, and nothing between`() {
        let stay = Stretch(from: .hours(9), to: .hours(17))
        let pulses = silent(.typical).pulses(for: [], hidden: [stay], on: day, seed: seed)
        #expect(pulses.map(\.start) == [.hours(9), .hours(17)])
        #expect(pulses.map(\.length) == [.seconds(5), .seconds(5)])
    }

    @Test func `sees those in its view as if the others were not there`() {
        let (seen, hidden) = (Stretch(from: .hours(9), to: .hours(12)), Stretch(from: .hours(14), to: .hours(15)))
        let alone = silent(.typical).pulses(for: [seen], on: day, seed: seed)
        let both = silent(.typical).pulses(for: [seen], hidden: [hidden], on: day, seed: seed)
        #expect(Array(both.prefix(alone.count)) == alone && both.count == alone.count + 2)
    }

    @Test func `lengthens its pulse by movement, and is blind after it`() {
        let people = (Int64(0)..<6).map { Stretch(from: .hours(9) + .seconds($0 * 7), to: .hours(17)) }
        let pulses = silent(.typical).pulses(for: people, on: day, seed: seed)
        #expect(pulses.allSatisfy { $0.length >= .seconds(5) })
        #expect(pulses.contains { $0.length > .seconds(20) })
        #expect(
            zip(pulses, pulses.dropFirst()).allSatisfy {
                ($1.start - $0.end) >= .milliseconds(2_500) - .milliseconds(1)
            })
    }

    @Test func `sees more of several people than of one`() {
        let stays = (0..<5).map { Stretch(from: .hours(9) + .seconds($0), to: .hours(17)) }
        let one = active(silent(.poor).pulses(for: [stays[0]], on: day, seed: seed))
        let five = active(silent(.poor).pulses(for: stays, on: day, seed: seed))
        #expect(one > 0.5 && five > one * 2 && five < 8.01)
    }

    @Test func `gives the same day whatever the order of the people and the days`() {
        let stays = (Int64(0)..<12).flatMap { Presence.office.stays(of: $0, on: day, seed: seed) }
        let pulses = PassiveInfrared.typical.pulses(for: stays, on: day, seed: seed)
        #expect(pulses.count > 50)
        #expect(PassiveInfrared.typical.pulses(for: stays.reversed(), on: day, seed: seed) == pulses)
        #expect(PassiveInfrared.typical.pulses(for: stays, on: day, seed: Seed(78)) != pulses)
    }

    @Test(arguments: [Int64(0), 23, 24, 25]) func `keeps within days of any length`(hours: Int64) {
        for number in Int64(20_000)..<20_050 {
            let day = LocalDay.utc(number, hours: hours)
            let stays = Visits.restroom(people: 400).stays(on: day, seed: seed)
            let pulses = PassiveInfrared.poor.pulses(for: stays, on: day, seed: seed)
            #expect(pulses.allSatisfy { $0.start < $0.end && $0.end <= day.length })
            #expect(zip(pulses, pulses.dropFirst()).allSatisfy { $0.end < $1.start })
        }
    }

    private func silent(_ sensor: PassiveInfrared) -> PassiveInfrared {
        var sensor = sensor
        sensor.falseAlarmsPerHour = 0
        return sensor
    }

    private func active(_ pulses: [Stretch]) -> Double { pulses.map(\.length.hours).reduce(0, +) }

    /// The share of long gaps beyond 75 s, by drawing.
    private func upperTail(_ gaps: PassiveInfrared.Gaps) -> Double {
        var random = SplitMix64(seed: 1)
        return (0..<100_000).map { _ in
            random.logNormal(median: gaps.longMedian.seconds, sigma: gaps.longSigma) > 75 ? 1.0 : 0
        }.mean
    }
}
