import Calendars
import Chance
import Control
import Pictures
import Quantities
import Testing

/// Random days; whatever happened in them, these hold.
@Suite struct `Whatever happened on a day` {
    @Test(arguments: 0..<60) func `as much light is drawn as there was`(seed: UInt64) throws {
        let picture = try RandomDay(seed: seed).picture
        let drawing = Drawing(picture.svg)
        let day = picture.day.upperBound - picture.day.lowerBound
        let unit = day.seconds / 800
        for (name, someone) in [("litOccupied", true), ("litVacant", false), ("litUnknown", Bool?.none)] {
            let boxes = drawing.boxes(name)
            let lit = litSeconds(of: picture) { $0 == someone }
            // A pixel of the lane's full height.
            #expect(abs(boxes.reduce(0) { $0 + $1.area } / 84 - lit / unit) < 1, "\(name)")
            #expect(boxes.allSatisfy { $0.left >= 136 && $0.right <= 936 && $0.top >= 0 && $0.bottom == 84 })
        }
        let all = ["litOccupied", "litVacant", "litUnknown"].flatMap { drawing.boxes($0) }.sorted { $0.left < $1.left }
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.right <= $1.left + 0.011 }, "no two lie on each other")
    }

    @Test(arguments: 0..<60) func `all darkness can be seen`(seed: UInt64) throws {
        let picture = try RandomDay(seed: seed).picture
        let boxes = Drawing(picture.svg).boxes("dark")
        #expect(boxes.allSatisfy { $0.width > 2.48 && $0.left >= 136 && $0.right <= 936 })
        #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.right < $1.left + 0.011 })
    }

    @Test(arguments: 0..<20) func `the same day is the same picture, with finite numbers`(seed: UInt64) throws {
        let picture = try RandomDay(seed: seed).picture
        let text = picture.svg
        #expect(text == picture.svg)
        #expect(text == (try RandomDay(seed: seed).picture.svg))
        #expect(!text.contains("nan") && !text.contains("inf\""))
        #expect(text.components(from: "<g", to: ">").count == text.ranges(of: "</g>").count)
    }

    @Test func `an office day with 5 000 pulses stays small`() throws {
        var picture = try OfficeDay(date: "2026-06-30", seed: 3).picture
        picture.motion = (0..<5_000).flatMap { (pulse: Int64) -> [DayPicture.Step<Bool>] in
            let time = picture.day.lowerBound + .hours(7) + .seconds(pulse * 8)
            return [.init(true, at: time), .init(false, at: time + .seconds(2))]
        }
        #expect(Drawing(picture.svg).boxes("motion").count == 1)
        #expect(picture.svg.utf8.count < 40_000)
    }

    /// Pulses with everything following each of them: worse than any sensor.
    @Test func `10 000 changes of everything stay below 150 kilobytes`() throws {
        let picture = try RandomDay(seed: 1, changes: 10_000).picture
        #expect(picture.motion.count > 4_000)
        #expect(picture.svg.utf8.count < 150_000)
    }

    /// The integral of the level over the recorded time in which people were there, were not, or nobody knows.
    private func litSeconds(of picture: DayPicture, where matches: (Bool?) -> Bool) -> Double {
        var sum = 0.0
        var edges = (picture.lamps.map(\.time) + picture.occupancy.map(\.time)).filter { picture.day.contains($0) }
        edges += picture.recorded.flatMap { [$0.lowerBound, $0.upperBound] }
        edges.sort()
        for (from, to) in zip(edges, edges.dropFirst()) {
            guard picture.recorded.contains(where: { $0.contains(from) }) else { continue }
            let level = picture.lamps.last { $0.time <= from }?.value ?? 0
            let occupied = picture.occupancy.last { $0.time <= from }?.value
            if matches(occupied ?? nil) { sum += level * (to - from).seconds }
        }
        return sum
    }
}

/// A day in which anything may follow anything.
private struct RandomDay {
    private(set) var picture: DayPicture
    private var random: SplitMix

    init(seed: UInt64, changes: Int? = nil) throws {
        random = SplitMix(state: seed)
        let zone = try TimeZone(named: "Europe/Zurich")
        let date = try CivilDate(["2026-03-29", "2026-06-30", "2026-10-25"][Int(seed % 3)])
        let day = zone.timestamp(of: date)..<zone.timestamp(of: date, at: .endOfDay)
        picture = DayPicture(title: "\(seed)", zone: zone, day: day, target: Lux(300), recorded: [day])
        if seed % 2 == 0 {
            let middle = moment()
            picture.recorded = [day.lowerBound..<middle, min(middle + .hours(1), day.upperBound)..<day.upperBound]
        }
        let count = changes ?? Int.random(in: 0...400, using: &random)
        picture.occupancy = steps(changes == nil ? count / 4 : 40) { [true, false, nil][Int($0.next() % 3)] }
        picture.motion = steps(count) { $0.one(in: 2) }
        picture.daylight = steps(count) { $0.one(in: 9) ? nil : Lux(Double($0.next() % 800)) }
        picture.lamps = steps(count) { Double($0.next() % 5) / 4 }
        picture.reasons = steps(count) { Reason(rawValue: UInt8($0.next() % 11)) ?? .vacant }
    }

    private mutating func steps<Value>(
        _ count: Int, _ value: (inout SplitMix) -> Value
    ) -> [DayPicture.Step<Value>] {
        let times = Set((0..<count).map { _ in moment() }).sorted()
        return times.map { .init(value(&random), at: $0) }
    }

    private mutating func moment() -> Timestamp {
        let length = (picture.day.upperBound - picture.day.lowerBound).milliseconds
        return picture.day.lowerBound + .milliseconds(Int64.random(in: 0..<length, using: &random))
    }
}
