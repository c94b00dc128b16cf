import Quantities
import Testing

@testable import Simulation

/// Page et al. 2008.
@Suite struct `A person of a Markov chain` {
    let seed = Seed(2026)

    @Test func `has the mobility that a step makes of its memory`() {
        let model = MarkovPresence.office
        #expect(abs(model.mobility(step: .minutes(1)) - 0.0186) < 0.0002)
        #expect(abs(model.mobility(step: .minutes(15)) - 0.272) < 0.001)
    }

    /// T01 and T11 as the paper has them, where nothing clips.
    @Test func `steps by the formulas of the paper`() {
        let (now, next, mobility) = (0.5, 0.52, 0.25)
        let come = (mobility - 1) / (mobility + 1) * now + next
        let stay = (now - 1) / now * come + next / now
        let chances = MarkovPresence.transitions(from: now, to: next, kept: (1 - mobility) / (1 + mobility))
        #expect(abs(chances.come - come) < 1e-12 && abs(chances.stay - stay) < 1e-12)
    }

    @Test func `meets any profile at every step, whatever the mobility`() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<20_000 {
            let (now, next) = (random.uniform(), random.uniform())
            let chances = MarkovPresence.transitions(from: now, to: next, kept: random.uniform())
            #expect((0...1).contains(chances.come) && (0...1).contains(chances.stay))
            #expect(abs(now * chances.stay + (1 - now) * chances.come - next) < 1e-12)
        }
    }

    /// 3,000 people on one day: within 4 standard errors (3.7 percentage points).
    @Test func `is at the desk as often as the profile says`() {
        var model = MarkovPresence.office
        model.weeksOnLeave = 0
        let day = LocalDay.workdays(1)[0]
        let people = (Int64(0)..<3_000).map { model.stays(of: $0, on: day, seed: seed) }
        for minute in stride(from: 10, to: 1_440, by: 35) {
            let there = people.map { $0.contains { $0.contains(.minutes(Int64(minute))) } ? 1.0 : 0 }.mean
            let wanted = model.chance(atMinute: minute, isWorkday: true) * model.workday.peak
            #expect(abs(there - wanted) < 0.037, "minute \(minute): \(there), not \(wanted)")
        }
    }

    /// At a level profile stays last 1/((1 − P)(1 − λ)) steps, absences 1/(P(1 − λ)).
    @Test func `stays and is away as long as in the offices of Wang`() throws {
        let level = try #require(Profile(hourly: [Double](repeating: 1, count: 24)))
        let model = MarkovPresence(workday: level, otherDay: level, weeksOnLeave: 0)
        let days = LocalDay.workdays(1_500).map { model.stays(of: 3, on: $0, seed: seed) }
        let stays = days.flatMap { $0.filter { .hours(4) < $0.start && $0.start < .hours(12) } }
        let gaps = days.flatMap { zip($0, $0.dropFirst()).filter { .hours(4) < $0.0.end && $0.0.end < .hours(12) } }
        #expect(abs(stays.map { $0.length.seconds / 60 }.mean / 72.8 - 1) < 0.05)
        #expect(abs(gaps.map { ($1.start - $0.end).seconds / 60 }.mean / 42.6 - 1) < 0.05)
    }

    @Test(arguments: [Int64(0), 1, 23, 24, 25, 48]) func `keeps within days of any length`(hours: Int64) throws {
        for number in Int64(20_000)..<20_040 {
            let day = LocalDay.utc(number, hours: hours)
            let stays = MarkovPresence.office.stays(of: 1, on: day, seed: seed)
            #expect(stays.allSatisfy { .zero <= $0.start && $0.start <= $0.end && $0.end <= day.length })
            #expect(zip(stays, stays.dropFirst()).allSatisfy { $0.end <= $1.start })
            #expect(stays == MarkovPresence.office.stays(of: 1, on: day, seed: seed))
        }
    }
}
