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

    /// 400 people on one workday: within 8 percentage points of the profile at any minute but those around lunch, which
    /// is 3.2 standard errors where it is one half, and within 1.5 over the day.
    @Test func `is in the building as often as the profile says`() {
        let habits = Presence(workday: .office, otherDay: .never, weeksOnLeave: 0)
        let day = LocalDay.workdays(1)[0]
        let people = (Int64(0)..<400).map { inBuilding(habits, $0, day) }
        let gaps = stride(from: 10, to: 1_440, by: 20).filter { !(700..<800).contains($0) }.map { minute in
            let present = people.map { $0.contains { $0.contains(Double(minute) * 60_000) } ? 1.0 : 0 }.mean
            return present - Profile.office.share(atMinute: minute)
        }
        #expect(gaps.allSatisfy { abs($0) < 0.08 }, "\(gaps)")
        #expect(abs(gaps.mean) < 0.015)
    }

    @Test func `is in the building as often as the profile says over 200 days as well`() {
        let habits = Presence(workday: .office, otherDay: .never, lunch: 0, weeksOnLeave: 0)
        let hours = LocalDay.workdays(200).map { day in
            inBuilding(habits, 7, day).map { ($0.upperBound - $0.lowerBound) / 3_600_000 }.reduce(0, +)
        }
        // Nobody's lunch: the dip of the profile is filled.
        let expected = (0..<1_440).map { Profile.office.share(atMinute: $0) }.reduce(0, +) / 60 + 0.45
        #expect(abs(hours.mean / expected - 1) < 0.05)
    }

    /// Wang et al. 2005: 72.8 and 42.6 minutes. Before and after lunch, when nobody goes home: time at the desk and
    /// away from it by how often it ended, within 3 %.
    @Test func `stays and is away as long as in the offices of Wang`() {
        let days = Self.days
        var (present, absent, left, returned) = (0.0, 0.0, 0.0, 0.0)
        for stays in days {
            for window in [Stretch(from: .minutes(540), to: .minutes(690)), Stretch(from: .hours(14), to: .hours(16))] {
                let at = stays.map { common($0, window) }.reduce(0, +)
                present += at
                absent += window.length.hours * 60 - at
                left += Double(stays.filter { window.contains($0.end) }.count)
                returned += Double(stays.filter { window.contains($0.start) }.count)
            }
        }
        #expect(abs(present / left / 72.8 - 1) < 0.03)
        #expect(abs(absent / returned / 42.6 - 1) < 0.03)
    }

    /// 1/e of an exponential is longer than its mean.
    @Test func `stays and is away for times that are exponential`() {
        let morning = Stretch(from: .minutes(510), to: .minutes(600))
        let days = Self.days
        let stays = days.flatMap(\.self).filter { morning.contains($0.start) }
        let absences = days.flatMap { stays in
            zip(stays, stays.dropFirst()).filter { morning.contains($0.0.end) }.map { $1.start - $0.end }
        }
        let long = stays.map { $0.length > .seconds(4_368) ? 1.0 : 0 }.mean
        #expect(abs(long - 0.368) < 0.02)
        #expect(abs(absences.map { $0 > Duration.seconds(2_556) ? 1.0 : 0 }.mean - 0.368) < 0.02)
    }

    @Test func `who has come is at the desk for 63 per cent of the mid-morning`() {
        let hour = Stretch(from: .hours(10), to: .hours(11))
        let shares = Self.days.map { $0.map { common($0, hour) }.reduce(0, +) / 60 }
        #expect(abs(shares.mean - 0.631) < 0.01)
    }

    @Test func `goes to lunch when the others do`() {
        let days = Self.days
        let shares = [630, 750, 870].map { minute in
            days.map { $0.contains { $0.contains(.minutes(Int64(minute))) } ? 1.0 : 0 }.mean
        }
        #expect(shares[0] > 0.6 && shares[1] < 0.2 && shares[2] > 0.6, "\(shares)")
        var (lunches, came) = (0.0, 0.0)
        for (person, day) in (Int64(0)..<40).flatMap({ person in LocalDay.workdays(50).map { (person, $0) } }) {
            let parts = inBuilding(.office, person, day)
            came += parts.isEmpty ? 0 : 1
            guard parts.count == 2 else { continue }
            lunches += 1
            #expect((705.0...735).contains(parts[0].upperBound / 60_000))
            #expect((30.0...60).contains((parts[1].lowerBound - parts[0].upperBound) / 60_000))
        }
        #expect(abs(lunches / came - 0.9) < 0.02)
    }

    @Test func `is away on five to ten per cent of days`() {
        let days = LocalDay.workdays(200)
        let away = (Int64(0)..<50).flatMap { person in
            days.map { Presence.office.stays(of: person, on: $0, seed: seed).isEmpty ? 1.0 : 0 }
        }
        #expect((0.05...0.10).contains(away.mean))
    }

    @Test func `hardly ever comes on a weekend, and then for some hours`() {
        let saturdays = (Int64(0)..<2_000).map { LocalDay.utc(20_463 + 7 * $0) }
        #expect(saturdays.allSatisfy { !$0.isWorkday })
        let hours = saturdays.map { inBuilding(.office, 3, $0) }.filter { !$0.isEmpty }.map {
            (($0.last?.upperBound ?? 0) - $0[0].lowerBound) / 3_600_000
        }
        #expect((0.02...0.04).contains(Double(hours.count) / 2_000))
        #expect((3.0...6).contains(hours.mean))
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
        for hours in [Int64(23), 24, 25] {
            let day = LocalDay.utc(20_751, hours: hours)
            #expect(day.elapsed(wallMinute: 100) == 6_000_000)
            #expect(day.wallMinute(afterMinutes: Int(day.elapsed(wallMinute: 480) / 60_000)) == 480)
        }
    }

    /// The days on which somebody came, of 60 people over 100 workdays.
    private static let days = {
        let days = LocalDay.workdays(100)
        return (Int64(0)..<60).flatMap { person in
            days.map { Presence.office.stays(of: person, on: $0, seed: Seed(2026)) }
        }.filter { !$0.isEmpty }
    }()

    private func inBuilding(_ habits: Presence, _ person: Int64, _ day: LocalDay) -> [Range<Double>] {
        var random = seed.branch(person).branch(day.number).generator
        return habits.inBuilding(person, on: day, seed, &random)
    }

    /// Minutes that lie in both.
    private func common(_ a: Stretch, _ b: Stretch) -> Double {
        Stretch(from: max(a.start, b.start), to: min(a.end, b.end)).length.hours * 60
    }
}

@Suite struct `Passers-by` {
    let seed = Seed(11)

    @Test func `come as often as the people nearby make them`() {
        let corridor = Visits.corridor(people: 12)
        let days = LocalDay.workdays(200)
        let visits = days.map { Double(corridor.stays(on: $0, seed: seed).count) }
        let expected = days.map { day in
            let profile = day.isLong(seed) ? Profile.officeLong : .officeOrdinary
            return (0..<1_440).map { minute in
                12 * (corridor.perPersonHour / 60 * profile.share(atMinute: minute) + profile.change(atMinute: minute))
            }.reduce(0, +)
        }
        #expect(abs(visits.mean / expected.mean - 1) < 0.03)
        let lengths = days.flatMap { corridor.stays(on: $0, seed: seed).map(\.length.seconds) }.sorted()
        #expect(abs(lengths[lengths.count / 2] - 30) < 1)
        #expect(lengths[lengths.count / 20] > 12 && lengths[lengths.count * 19 / 20] < 75)
    }

    /// Within a tenth: who goes to lunch or home from a meeting leaves no desk.
    @Test func `of a corridor are as many as leave a desk or come to one`() {
        let days = LocalDay.workdays(100)
        let desks = days.flatMap { day in (Int64(0)..<24).flatMap { Presence.office.stays(of: $0, on: day, seed: seed) }
        }
        let visits = days.flatMap { Visits.corridor(people: 24).stays(on: $0, seed: seed) }
        #expect(abs(Double(visits.count) / Double(2 * desks.count) - 1) < 0.1)
    }

    @Test func `crowd the way in when people come, go to lunch and go home`() {
        let days = LocalDay.workdays(200).filter { !$0.isLong(seed) }
        let starts = days.flatMap { Visits.lobby(people: 40).stays(on: $0, seed: seed).map(\.start) }
        func count(_ minute: Int64) -> Int {
            starts.filter { $0 >= .minutes(minute) && $0 < .minutes(minute + 30) }.count
        }
        let calm = max(count(600), count(870))
        for rush in [465, 705, 765, 1_005] as [Int64] { #expect(count(rush) > 3 * calm, "minute \(rush)") }
    }

    @Test func `go to the restroom three or four times a day each`() {
        let visits = LocalDay.workdays(100).flatMap { Visits.restroom(people: 24).stays(on: $0, seed: seed) }
        #expect((3.0...4.5).contains(Double(visits.count) / 2_400))
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
            Stretch.union(Sessions.meetingRoom(seats: 8).stays(on: day, seed: Seed(1))).map(\.length.hours).reduce(0, +)
        }
        let expected = (0..<1_440).map { Profile.meetings.share(atMinute: $0) }.reduce(0, +) / 60
        #expect(abs(hours.mean / expected - 1) < 0.1)
    }

    @Test func `seats several people at once, and none by night`() {
        let stays = LocalDay.workdays(50).flatMap { Sessions.classroom(seats: 28).stays(on: $0, seed: Seed(2)) }
        let lesson = stays.filter { $0.contains(.minutes(9 * 60 + 15)) }.count
        #expect((300...1_200).contains(lesson))
        #expect(!stays.contains { $0.start < .hours(6) || $0.end > .hours(22) })
    }

    @Test(arguments: [0, 1, 2, 6]) func `holds no more people than it has seats`(seats: Int) {
        for day in LocalDay.workdays(50) {
            let stays = Sessions.meetingRoom(seats: seats).stays(on: day, seed: Seed(5))
            // Quarter past: nobody of the session before or after.
            let most = (0..<48).map { slot in stays.filter { $0.contains(.minutes(Int64(slot) * 30 + 15)) }.count }
                .max()
            #expect(most.map { $0 <= seats } == true)
        }
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

@Suite struct `Whoever cleans` {
    @Test func `passes once on each workday after closing time, for as long as it takes`() throws {
        for day in LocalDay.workdays(200) {
            let stay = try #require(Cleaning.room.stay(on: day, seed: Seed(4)))
            #expect(.hours(19) <= stay.start && stay.end <= .hours(21))
            #expect(.minutes(5) <= stay.length && stay.length <= .minutes(10))
        }
        #expect(Cleaning.room.stay(on: .utc(20_463), seed: Seed(4)) == nil)
    }

    @Test func `comes to each room and on each day at another time, and at the same again`() {
        let days = LocalDay.workdays(20)
        let rooms = (UInt64(0)..<5).map { room in days.map { Cleaning.room.stay(on: $0, seed: Seed(room)) } }
        #expect(Set(rooms.flatMap(\.self)).count == 100)
        #expect(rooms[3] == days.map { Cleaning.room.stay(on: $0, seed: Seed(3)) })
    }

    @Test(arguments: [Int64(23), 24, 25]) func `goes by the wall clock`(hours: Int64) throws {
        let day = LocalDay.utc(20_458, hours: hours)
        let stay = try #require(Cleaning.passage.stay(on: day, seed: Seed(1)))
        #expect((19 * 60..<21 * 60).contains(day.wallMinute(afterMinutes: Int(stay.start.milliseconds / 60_000))))
    }
}
