import Calendars
import Chance
import Control
import Pictures
import Quantities

/// An invented day of an office, by seed: people come and go, a sensor sees some of it, clouds pass, and
/// a plain controller follows.
struct OfficeDay {
    var picture: DayPicture
    private var random: SplitMix

    /// - Parameter stillness: from one pulse to the next, in seconds; some are much longer where it exceeds a minute.
    init(
        date: String, seed: UInt64, title: String = "Office south", target: Lux? = Lux(500),
        stillness: ClosedRange<Int64> = 20...400, hold: Int64 = 600, sessions: Int = 7
    ) throws {
        let zone = try TimeZone(named: "Europe/Zurich")
        let start = zone.timestamp(of: try CivilDate(date))
        let end = zone.timestamp(of: try CivilDate(date), at: .endOfDay)
        random = SplitMix(state: seed)
        picture = DayPicture(
            title: title, subtitle: "\(date), \(zone.name)", zone: zone, day: start..<end, target: target,
            recorded: [start..<end])
        let length = (end - start).milliseconds / 1_000
        var there = Array(repeating: false, count: Int(length))
        var moving = there
        var clock: Int64 = 7 * 3_600 + Int64.random(in: 0...3_600, using: &random)
        for _ in 0..<sessions {
            let stay = Int64.random(in: 600...7_200, using: &random)
            let leave = min(clock + stay, length)
            guard clock < leave else { break }
            for second in clock..<leave { there[Int(second)] = true }
            var seen = clock + 1
            while seen < leave {
                for second in seen..<min(seen + Int64.random(in: 2...8, using: &random), leave) {
                    moving[Int(second)] = true
                }
                // Now and then somebody reads, and keeps very still.
                seen +=
                    Int64.random(in: stillness, using: &random)
                    + (stillness.upperBound > 60 && random.one(in: 40) ? 900 : 0)
            }
            clock = leave + Int64.random(in: 300...5_400, using: &random)
        }
        record(there, moving, clouds: clouds(length), hold: hold)
    }

    private mutating func clouds(_ length: Int64) -> [Double] {
        var veil = 0.8
        return (0...length / 60).map { minute in
            let height = Double(minute * 60 - 6 * 3_600) / Double(14 * 3_600)
            guard (0...1).contains(height) else { return 0 }
            veil = min(max(veil + (Double(random.next() % 1_000) / 1_000 - 0.5) * 0.2, 0.15), 1)
            return (4 * height * (1 - height) * 1_150 * veil).rounded()
        }
    }

    private mutating func record(_ there: [Bool], _ moving: [Bool], clouds: [Double], hold: Int64) {
        var quiet = Int64.max / 2
        var wasDark = 0
        for second in there.indices {
            let time = picture.day.lowerBound + .seconds(Int64(second))
            quiet = moving[second] ? 0 : quiet + 1
            let lux = clouds[second / 60]
            let suffices = picture.target.map { lux >= $0.value } ?? false
            let reason: Reason =
                quiet > hold + 30
                ? .vacant : suffices ? .daylight : quiet > hold ? .warning : quiet > 30 ? .hold : .occupied
            let level = reason == .vacant || reason == .daylight ? 0 : reason == .warning || lux > 250 ? 0.5 : 1
            if there[second], reason == .vacant {
                wasDark += 1
                if wasDark == 3, quiet < 10_000 {
                    picture.notes.append(.init(.falseOff, at: time, "nothing seen for \(quiet / 60) min"))
                }
            } else {
                wasDark = 0
            }
            set(\.occupancy, there[second], time)
            set(\.motion, moving[second], time)
            set(\.lamps, level, time)
            set(\.reasons, reason, time)
            if picture.target != nil { set(\.daylight, Lux(lux), time) }
        }
    }

    private mutating func set<Value>(
        _ lane: WritableKeyPath<DayPicture, [DayPicture.Step<Value>]>, _ value: Value, _ time: Timestamp
    ) {
        if picture[keyPath: lane].last?.value != value { picture[keyPath: lane].append(.init(value, at: time)) }
    }
}
