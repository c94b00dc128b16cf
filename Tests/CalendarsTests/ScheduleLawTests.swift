import Astronomy
import Calendars
import Chance
import Quantities
import Testing

@Suite struct `The state of any schedule` {
    /// The law: from change to change it says what a look at every single minute says, and misses no minute; between
    /// changes it stays as it is. Schedules, places, years and zones as chance has them.
    @Test(arguments: 0..<40) func `is that of every minute, through days on which the clock changes`(seed: UInt64)
        throws
    {
        var random = SplitMix(state: seed)
        let world = try World(&random)
        var time = world.start
        var (state, until) = world.schedule.state(at: time)
        var wrong: String?
        while time < world.end, wrong == nil {
            if let change = until, change <= time {
                let (next, after) = world.schedule.state(at: change)
                if next == state { wrong = "no change at \(change.iso8601)" }
                (state, until) = (next, after)
                continue
            }
            if world.naive(time) != state { wrong = "\(time.iso8601): \(state), but it is \(world.naive(time))" }
            if random.one(in: 50) {
                let (again, next) = world.schedule.state(at: time)
                if again != state || next != until { wrong = "\(time.iso8601): not the same from within" }
            }
            time = time + .minutes(1)
        }
        #expect(wrong == nil, "\(world.schedule.zone.name) \(world.text)")
    }

    /// A schedule, and nine days around a change of its clock.
    private struct World {
        let schedule: Schedule
        let start: Timestamp
        let end: Timestamp
        let text: [String]
        private let openings: [Opening]
        private let cleanings: [Opening]
        private let holidays: Set<CivilDate>
        private let place: Place
        /// Each span of each day there is, with both its moments.
        private let spans: [(isCleaning: Bool, range: Range<Timestamp>)]

        init(_ random: inout SplitMix) throws {
            let places: [(String, Double, Double)] = [
                ("Europe/Zurich", 46.2, 6.1), ("America/New_York", 40.7, -74), ("Africa/Nairobi", -1.2, 36.8),
                ("Europe/Oslo", 69.6, 19), ("Australia/Lord_Howe", -31.5, 159), ("Africa/Cairo", 30, 31.2),
                ("America/Havana", 23.1, -82.4), ("Pacific/Apia", -13.8, -171.8), ("America/Nuuk", 64.2, -51.7),
                ("Asia/Kathmandu", 27.7, 85.3),
            ]
            let (name, latitude, longitude) = places[Int(random.next() % UInt64(places.count))]
            let zone = try TimeZone(named: name)
            place = try #require(Place(latitude: .degrees(latitude), longitude: .degrees(longitude)))
            let year = Int.random(in: 2_020...2_049, using: &random)
            let month = [3, 4, 10, 11, 9, 6, 12][Int(random.next() % 7)]
            let first = try #require(CivilDate(year: year, month: month, day: 1)).adding(
                days: Int(random.next() % 24))
            let dates = (0..<9).map { first.adding(days: $0) }
            var text: [String] = []
            func openings(_ random: inout SplitMix, _ most: UInt64) -> [Opening] {
                (0..<random.next() % (most + 1)).compactMap { _ in
                    let days = ["daily", "mon-fri", "sat,sun", "fri-mon", "wed"][Int(random.next() % 5)]
                    let line = "\(days) \(Self.bound(&random))-\(Self.bound(&random))"
                    guard let opening = try? Opening(line) else { return nil }
                    text.append(line)
                    return opening
                }
            }
            self.openings = openings(&random, 4)
            text.append("cleaning:")
            cleanings = openings(&random, 3)
            holidays = Set(dates.filter { _ in random.one(in: 6) })
            self.text = text
            schedule = Schedule(self.openings, cleaning: cleanings, holidays: holidays, in: zone, at: place)
            start = zone.timestamp(of: first) + .seconds(Int64(random.next() % 60))
            end = zone.timestamp(of: first.adding(days: 9))
            var spans: [(Bool, Range<Timestamp>)] = []
            for date in dates where !holidays.contains(date) {
                for (isCleaning, opening) in self.openings.map({ (false, $0) }) + cleanings.map({ (true, $0) })
                where opening.days.contains(date.weekday) {
                    for span in opening.spans {
                        let from = try Self.moment(span.start, date, zone, place)
                        let to = try Self.moment(span.end, date, zone, place)
                        let (first, last) = (zone.timestamp(of: date), zone.timestamp(of: date, at: .endOfDay))
                        let (lower, upper) = (Swift.max(from, first), Swift.min(to, last))
                        if lower < upper { spans.append((isCleaning, lower..<upper)) }
                    }
                }
            }
            self.spans = spans
        }

        func naive(_ time: Timestamp) -> Schedule.State {
            if spans.contains(where: { !$0.isCleaning && $0.range.contains(time) }) { return .open }
            return spans.contains { $0.isCleaning && $0.range.contains(time) } ? .cleaning : .closed
        }

        private static func bound(_ random: inout SplitMix) -> String {
            let offset = ["", "+30min", "-15min", "+120min", "-120min"][Int(random.next() % 5)]
            switch random.next() % 4 {
            case 0: return "sunset" + offset
            case 1: return "sunrise" + offset
            default:
                let minutes = Int(random.next() % 97) * 15
                return TimeOfDay(secondsSinceMidnight: minutes * 60)?.description ?? "12:00"
            }
        }

        /// By looking at the sun itself, second by second around the minute in which it crosses the horizon.
        private static func moment(
            _ bound: Schedule.Bound, _ date: CivilDate, _ zone: TimeZone, _ place: Place
        ) throws -> Timestamp {
            let (start, end) = (zone.timestamp(of: date), zone.timestamp(of: date, at: .endOfDay))
            let noon = zone.timestamp(of: date, at: try TimeOfDay("12:00"))
            var highest = noon
            for minute: Int64 in -720...720 {
                let time = noon + .minutes(minute)
                if altitude(time, place) > altitude(highest, place) { highest = time }
            }
            func isUp(_ time: Timestamp) -> Bool { altitude(time, place) >= SolarDay.horizon }
            // The first second after the crossing that one meets going from noon, forwards or backwards.
            func cross(_ step: Int64) -> Timestamp? {
                var minute: Int64 = 0
                while isUp(highest + .minutes(minute)) {
                    guard abs(minute) < 720 else { return nil }
                    minute += step
                }
                var time = highest + .minutes(minute)
                while !isUp(time - .seconds(step)) { time = time - .seconds(step) }
                return step > 0 ? time : time + .seconds(1)
            }
            switch bound {
            case .clock(let time): return zone.timestamp(of: date, at: time)
            case .sunrise(let offset):
                guard isUp(highest) else { return SolarDay(nearest: noon, at: place).noon }
                return cross(-1).map { $0 + offset } ?? start
            case .sunset(let offset):
                guard isUp(highest) else { return SolarDay(nearest: noon, at: place).noon }
                return cross(1).map { $0 + offset } ?? end
            }
        }

        private static func altitude(_ time: Timestamp, _ place: Place) -> Angle { Sun(at: time, from: place).altitude }
    }
}
