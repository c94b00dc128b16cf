import Quantities
import Testing

@testable import Simulation

@Suite struct `A person with a desk` {
    let seed = Seed(2026)

    /// Three ordinary days and a long one.
    @Test func `has long days that leave the mean of the profile as it is`() {
        for minute in 0..<1_440 {
            let mean =
                (1 - LocalDay.longShare) * Profile.officeOrdinary.share(atMinute: minute)
                + LocalDay.longShare * Profile.officeLong.share(atMinute: minute)
            #expect(abs(mean - Profile.office.share(atMinute: minute)) < 1e-12, "minute \(minute)")
        }
        let long = LocalDay.workdays(400).filter { $0.isLong(seed) }.count
        #expect(70...130 ~= long)
    }

    /// 400 people on one workday: within 8 percentage points of the profile at any minute, which
    /// is 3.2 standard errors where it is one half, and within 1.5 over the day.
    @Test func `is present as often as the profile says`() {
        let habits = Presence(workday: .office, otherDay: .never, weeksOnLeave: 0, daysAway: 0)
        let day = LocalDay.workdays(1)[0]
        let people = (0..<400).map { habits.stays(of: $0, on: day, seed: seed) }
        var gaps: [Double] = []
        for minute in stride(from: 10, to: 1_440, by: 20) {
            let time = Duration.minutes(Int64(minute))
            let present = people.map { $0.contains { $0.contains(time) } ? 1.0 : 0 }.mean
            gaps.append(present - Profile.office.share(atMinute: minute))
        }
        #expect(gaps.allSatisfy { abs($0) < 0.08 }, "\(gaps)")
        #expect(abs(gaps.mean) < 0.015)
    }

    @Test func `follows the profile over 200 days as well`() {
        let habits = Presence(workday: .office, otherDay: .never, weeksOnLeave: 0, daysAway: 0)
        let hours = LocalDay.workdays(200).map { day in
            habits.stays(of: 7, on: day, seed: seed).map(\.length.hours).reduce(0, +)
        }
        let expected = (0..<1_440).map { Profile.office.share(atMinute: $0) }.reduce(0, +) / 60
        #expect(abs(hours.mean / expected - 1) < 0.04)
    }

    /// Wang et al. 2005: present 72.8 and absent 42.6 minutes on average, hence there 63 % of the time.
    @Test func `comes and goes as often as the offices of Wang`() throws {
        let level = try #require(Profile(hourly: [Double](repeating: 0.631, count: 24)))
        let habits = Presence(workday: level, otherDay: level, weeksOnLeave: 0, daysAway: 0)
        let stays = (0..<400).flatMap { habits.stays(of: 1, on: .utc($0), seed: seed) }
            .filter { $0.start > .zero && $0.end < .hours(16) }
        // Stays that began by noon, so that the cut at the end of the day hardly shortens them.
        let lengths = stays.filter { $0.start < .hours(8) }.map { $0.length.hours * 60 }
        #expect(abs(lengths.mean - 72.8) < 6)
    }

    @Test func `is away on five to ten per cent of days`() {
        let days = LocalDay.workdays(200)
        let away = (Int64(0)..<50).flatMap { person in
            days.map { Presence.office.stays(of: person, on: $0, seed: seed).isEmpty ? 1.0 : 0 }
        }
        #expect((0.05...0.10).contains(away.mean))
    }

    @Test func `hardly ever comes on a weekend`() {
        let saturdays = (Int64(0)..<100).map { LocalDay.utc(20_463 + 7 * $0) }
        #expect(saturdays.allSatisfy { !$0.isWorkday })
        let hours = saturdays.map { Presence.office.stays(of: 3, on: $0, seed: seed).map(\.length.hours).reduce(0, +) }
        #expect(hours.mean < 0.4)
    }

    @Test func `has the same day again whenever it is asked for`() {
        let days = LocalDay.workdays(50)
        let forward = days.map { Presence.office.stays(of: 5, on: $0, seed: seed) }
        let backward = days.reversed().map { Presence.office.stays(of: 5, on: $0, seed: seed) }
        #expect(forward == backward.reversed())
        #expect(forward != days.map { Presence.office.stays(of: 6, on: $0, seed: seed) })
    }

    @Test(arguments: [Int64(0), 1, 23, 24, 25, 48]) func `keeps within days of any length`(hours: Int64) throws {
        let all = try #require(Profile(hourly: [Double](repeating: 0.9, count: 24)))
        let habits = Presence(workday: all, otherDay: all)
        for number in Int64(20_000)..<20_060 {
            let day = LocalDay.utc(number, hours: hours)
            let stays = habits.stays(of: 1, on: day, seed: seed)
            #expect(stays.allSatisfy { .zero <= $0.start && $0.start <= $0.end && $0.end <= day.length })
            #expect(zip(stays, stays.dropFirst()).allSatisfy { $0.end <= $1.start })
        }
    }

    @Test func `comes by the wall clock on the day it is set forward`() {
        let day = LocalDay.utc(20_541, hours: 23)
        #expect(day.wallMinute(afterMinutes: 100) == 100)
        #expect(day.wallMinute(afterMinutes: 420) == 480)
        #expect(LocalDay.utc(20_751, hours: 25).wallMinute(afterMinutes: 540) == 480)
    }
}

@Suite struct `Passers-by` {
    let seed = Seed(11)

    @Test func `come as often as the people nearby make them`() {
        let corridor = Visits.corridor(people: 12)
        let days = LocalDay.workdays(200)
        let visits = days.map { Double(corridor.stays(on: $0, seed: seed).count) }
        let hours = (0..<1_440).map { Profile.office.share(atMinute: $0) }.reduce(0, +) / 60
        #expect(abs(visits.mean / (2 * 12 * hours) - 1) < 0.03)
        let lengths = days.flatMap { corridor.stays(on: $0, seed: seed).map(\.length.seconds) }.sorted()
        #expect(abs(lengths[lengths.count / 2] - 60) < 2)
        #expect(lengths[lengths.count / 20] > 30 && lengths[lengths.count * 19 / 20] < 120)
    }

    @Test func `stay as long as an exponential says where that is asked`() {
        let copier = Visits(
            perPersonHour: 1, people: 20, workday: .office, otherDay: .never, stay: .exponential(mean: .minutes(2)))
        let lengths = LocalDay.workdays(60).flatMap { copier.stays(on: $0, seed: seed).map(\.length.seconds) }
        #expect(abs(lengths.mean / 120 - 1) < 0.04)
    }

    @Test func `never come where nobody is`() {
        #expect(Visits.corridor(people: 0).stays(on: LocalDay.workdays(1)[0], seed: seed).isEmpty)
        let closed = Visits(
            perPersonHour: 5, people: 9, workday: .never, otherDay: .never, stay: .exponential(mean: .minutes(1)))
        #expect(closed.stays(on: LocalDay.workdays(1)[0], seed: seed).isEmpty)
    }
}

@Suite struct `A booked room` {
    @Test func `is in use for the share its profile asks`() {
        let days = LocalDay.workdays(400)
        let hours = days.map { day in
            Stretch.union(Sessions.meetingRoom.stays(on: day, seed: Seed(1))).map(\.length.hours).reduce(0, +)
        }
        let expected = (0..<1_440).map { Profile.meetings.share(atMinute: $0) }.reduce(0, +) / 60
        #expect(abs(hours.mean / expected - 1) < 0.1)
    }

    @Test func `seats several people at once, and none by night`() {
        let stays = LocalDay.workdays(50).flatMap { Sessions.classroom.stays(on: $0, seed: Seed(2)) }
        let lesson = stays.filter { $0.contains(.minutes(9 * 60 + 15)) }.count
        #expect((300...1_200).contains(lesson))
        #expect(!stays.contains { $0.start < .hours(6) || $0.end > .hours(22) })
    }

    @Test func `is a union of stays without overlap`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<500 {
            let stays = (0..<10).map { _ in
                let start = Int64.random(in: 0..<200, using: &random)
                return Stretch(from: .minutes(start), to: .minutes(start + Int64.random(in: 0..<30, using: &random)))
            }
            let union = Stretch.union(stays)
            #expect(zip(union, union.dropFirst()).allSatisfy { $0.end < $1.start })
            let minutes = (Int64(0)..<240).filter { minute in stays.contains { $0.contains(.minutes(minute)) } }
            #expect(minutes == (Int64(0)..<240).filter { minute in union.contains { $0.contains(.minutes(minute)) } })
        }
    }
}
