import Chance
import Control
import Cycle
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Testing

@Suite struct `What zones have learned` {
    let home = Home()

    /// The law of restarts.
    @Test(arguments: 0..<40) func `is after a restart what it was before`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let folder = try home.folder()
        var cycle = Self.cycle()
        var logbook = Self.logbook(in: folder)
        cycle.teach(&logbook, for: .hours(.random(in: 1...60, using: &random)), using: &random)
        logbook.checkpoint(at: .epoch)
        logbook.learn(from: &cycle)
        try folder.counters.sync()
        let before = [0, 1].map { cycle.words(of: $0) }
        #expect(before != [0, 1].map { Self.cycle().words(of: $0) })

        var next = Self.cycle()
        let lessons = try Lessons(in: folder.path)
        #expect(lessons.complaints.isEmpty)
        #expect(lessons.restore(to: ["office", "hall"], in: &next).isEmpty)
        #expect([0, 1].map { next.words(of: $0) } == before)
        #expect(next.zones.learned(of: 0).hours == cycle.zones.learned(of: 0).hours)
        #expect(next.zones.learned(of: 1).lamps == cycle.zones.learned(of: 1).lamps)
    }

    @Test func `is noted only where it has changed`() throws {
        let folder = try home.folder()
        var (cycle, logbook, random) = (Self.cycle(), Self.logbook(in: folder), SplitMix(state: 1))
        logbook.learn(from: &cycle)
        #expect(folder.counters.last == 2)
        logbook.learn(from: &cycle)
        #expect(folder.counters.last == 2)
        cycle.teach(&logbook, for: .hours(9), using: &random)
        logbook.learn(from: &cycle)
        #expect(folder.counters.last == 4)
        try folder.counters.sync()
        #expect(try Lessons(in: folder.path).lessons.map(\.words) == [0, 1].map { cycle.words(of: $0) })
    }

    @Test func `is not pushed out by checkpoints, however long nobody comes`() throws {
        let folder = try home.folder()
        var (cycle, logbook, random) = (Self.cycle(), Self.logbook(in: folder), SplitMix(state: 2))
        cycle.teach(&logbook, for: .hours(40), using: &random)
        for minute in 0..<20_000 as Range<Int64> {
            logbook.checkpoint(at: .epoch + .minutes(minute))
            logbook.learn(from: &cycle)
            guard minute % 50 == 0 else { continue }
            try folder.counters.sync()
            try folder.counters.acknowledge(through: folder.counters.durable)
        }
        #expect(folder.counters.oldest > 1)
        #expect(try Lessons(in: folder.path).lessons.map(\.words) == [0, 1].map { cycle.words(of: $0) })
    }

    /// These bytes are a checkpoint as boards in the field write it.
    @Test func `is nothing where only checkpoints of an older release are, and those are read as before`() throws {
        let folder = try home.folder()
        let old: [UInt8] = [
            1, 1, 6, 0x6F, 0x66, 0x66, 0x69, 0x63, 0x65, 4, 0xC0, 0xCE, 0x88, 0xDE, 0xE2, 0x67, 0xC0, 0xEE, 0x6D, 13,
            0xC0, 0xEE, 0x6D, 0, 0, 0, 0, 0, 0x80, 0x89, 0x0F, 0, 0, 0, 2, 0, 0,
        ]
        try folder.counters.append(old)
        try folder.counters.sync()
        let (lessons, history) = (try Lessons(in: folder.path), try History(of: ["office"], in: folder.books))
        #expect(lessons.lessons.isEmpty && lessons.complaints.isEmpty)
        #expect(history.totals["office"]?[.lampEnergy] == 123_456 && history.boot == 2)
        #expect(try Lessons(in: home.path + "/none").lessons.isEmpty)
    }

    @Test func `is left out with a sentence where it is damaged or of another release, and nothing else is lost`()
        throws
    {
        let folder = try home.folder()
        let good = try Lesson.learned(hours: 30)
        var totals = Totals()
        totals[.litTime] = 4_711
        let standing = Record.Interval(zone: "office", boot: 3, start: Life.start, end: Life.start, totals: totals)
        try folder.counters.append(Record.interval(standing).encoded())
        var nonsense = good
        nonsense[3] = Int64(Float.nan.bitPattern)
        let bad = [
            Lesson(zone: "office", version: 2, words: good), Lesson(zone: "hall", words: nonsense),
            Lesson(zone: "short", words: good.dropLast()), Lesson(zone: "long", words: good + [0]),
            Lesson(zone: "gone", words: good), Lesson(zone: "stair", words: good),
        ]
        for lesson in bad { try folder.counters.append(lesson.encoded()) }
        let torn = Array(Lesson(zone: "stair", words: good).encoded().dropLast(3))
        for _ in 0..<2 { try folder.counters.append(torn) }
        try folder.counters.sync()

        let lessons = try Lessons(in: folder.path)
        #expect(
            lessons.complaints == [
                "\(folder.path)/counters, entry 8: what a zone had learned is left out: the record ends too early"
            ])
        let zones = ["hall", "stair", "office", "short", "long"]
        var cycle = Cycle(Zones(zones.map { _ in Self.settings }))
        let complaints = lessons.restore(to: zones, in: &cycle)
        #expect(
            complaints
                == ["office", "hall", "short", "long"].map {
                    "\($0): what it had learned is not of this release; it learns anew"
                })
        #expect(cycle.words(of: 1) == good)
        let fresh = Self.cycle().words(of: 0)
        #expect([0, 2, 3, 4].allSatisfy { cycle.words(of: $0) == fresh })
        #expect(try History(of: ["office"], in: folder.books).totals["office"] == totals)
    }

    @Test func `forgotten on request is journaled with who asked for it`() throws {
        let folder = try home.folder()
        var logbook = Self.logbook(in: folder)
        logbook.reset(1, by: "ada", at: .epoch + .minutes(4))
        try folder.records.sync()
        let change = Record.Change(
            zone: "hall", setting: Record.Change.reset, value: 1, by: "ada", at: Life.start + .minutes(4))
        #expect(try folder.kept.last == .change(change))
    }

    static let settings: Zone.Settings = {
        var settings = Zone.Settings(steps: 2)
        settings.isAdaptive = true
        settings.daylight.target = Lux(300)
        settings.daylight.lamps = Lux(320)
        settings.daylight.learns = true
        return settings
    }()

    static func cycle() -> Cycle { Cycle(Zones([settings, settings])) }

    private static func logbook(in folder: StateFolder) -> Logbook {
        Logbook(
            Life.subjects, in: folder.books, boot: 1, from: [Totals(), Totals()], interval: .minutes(15),
            software: "test",
            at: .epoch, time: Life.start)
    }
}

extension Lesson {
    /// What a zone writes that has learned for so long.
    static func learned(hours: Int64) throws -> [Int64] {
        let home = Home()
        var logbook = Logbook(
            Life.subjects, in: try home.folder().books, boot: 1, from: [Totals(), Totals()], interval: .minutes(15),
            software: "test", at: .epoch, time: Life.start)
        var (cycle, random) = (`What zones have learned`.cycle(), SplitMix(state: 3))
        cycle.teach(&logbook, for: .hours(hours), using: &random)
        return cycle.words(of: 0)
    }
}

extension Cycle {
    func words(of zone: Int) -> [Int64] {
        var (copy, writer) = (self, StateWriter())
        copy.exchangeLearned(zone, &writer)
        return writer.words
    }

    /// Lets people come and go, and sit still, for a while.
    fileprivate mutating func teach(_ logbook: inout Logbook, for length: Duration, using random: inout SplitMix) {
        var rooms = Rooms()
        _ = turn(on: &rooms, telling: &logbook, at: .epoch)
        var now = Instant.epoch
        while now < .epoch + length {
            now = now + .milliseconds(.random(in: 1_000...400_000, using: &random))
            let zone = Int.random(in: 0...1, using: &random)
            let onsets = rooms.inputs[zone].motion?.onsets.count ?? 0
            rooms.inputs[zone].motion = Motion(isActive: onsets % 2 == 0, onsets: WrappingCount(onsets + 1))
            rooms.inputs[zone].illuminance = Lux(Double(zones.outputs[zone].level) * 160 + 20)
            _ = turn(zone, on: &rooms, telling: &logbook, at: now)
        }
    }
}
