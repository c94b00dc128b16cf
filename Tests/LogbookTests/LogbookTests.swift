import Chance
import Control
import Cycle
import Journal
import Logbook
import Quantities
import Records
import Scratch
import Settings
import Testing

@Suite struct `A logbook` {
    let home = Home()

    @Test func `ends its intervals on multiples of their length in UTC`() throws {
        let folder = try home.folder()
        try Life(seed: 1, lasting: .hours(2)).run(in: folder, until: .hours(2))
        let office = try folder.intervals.filter { $0.zone == "office" }
        #expect(office.first?.start == Life.start)
        #expect(office.first?.end == Life.start + .minutes(8))
        #expect(office.allSatisfy { $0.end.milliseconds % 900_000 == 0 })
        #expect(zip(office, office.dropFirst()).allSatisfy { $0.end == $1.start })
        #expect(office.count == 8)
        #expect(try folder.intervals.count == 16)
    }

    @Test func `begins with the boot, and a snapshot of every zone`() throws {
        let folder = try home.folder()
        try Life(seed: 1, lasting: .hours(1)).run(in: folder, until: .minutes(1))
        #expect(try folder.kept == [.boot(Record.Boot(number: 1, at: Life.start, software: "test"))])
        // The block before it tells of the first step.
        let snapshot = try Snapshot(decoding: #require(try folder.traces.contents.last))
        #expect((snapshot.boot, snapshot.at, snapshot.time) == (1, .epoch, Life.start))
        #expect(snapshot.zones.map(\.name) == ["office", "hall"])
        #expect(snapshot.zones.allSatisfy { $0.settings.count == Setting.all.count && !$0.words.isEmpty })
    }

    @Test func `carries registers that only grow, and hold all the time that passed`() throws {
        let folder = try home.folder()
        let logbook = try Life(seed: 2, lasting: .hours(3)).run(in: folder, until: .hours(3))
        for (zone, id) in ["office", "hall"].enumerated() {
            let intervals = try folder.intervals.filter { $0.zone == id }
            for interval in intervals {
                #expect(interval.totals[.observedTime] == (interval.end - Life.start).milliseconds)
            }
            for (one, next) in zip(intervals, intervals.dropFirst()) {
                #expect(Total.allCases.allSatisfy { one.totals[$0] <= next.totals[$0] })
            }
            let last = try #require(intervals.last)
            #expect(Total.allCases.allSatisfy { last.totals[$0] <= logbook.totals(of: zone)[$0] })
        }
    }

    @Test func `loses nothing since the last interval when it is closed`() throws {
        let folder = try home.folder()
        var logbook = try Life(seed: 2, lasting: .hours(3)).run(in: folder, until: .minutes(60))
        logbook.close(at: .epoch + .minutes(61))
        try folder.records.sync()
        let last = try folder.intervals.suffix(2)
        #expect(last.map(\.zone) == ["office", "hall"])
        #expect(last.allSatisfy { $0.end == Life.start + .minutes(61) && $0.start == Life.start + .minutes(53) })
        #expect(last.map(\.totals) == [logbook.totals(of: 0), logbook.totals(of: 1)])
    }

    @Test func `ends intervals on multiples of another length once it is told so`() throws {
        let folder = try home.folder()
        var logbook = try Life(seed: 2, lasting: .hours(3)).run(in: folder, until: .minutes(60))
        logbook.setInterval(.minutes(5), at: .epoch + .minutes(61))
        logbook.roll(to: .epoch + .minutes(80))
        try folder.records.sync()
        let office = try folder.intervals.filter { $0.zone == "office" }
        #expect(office.suffix(4).map { ($0.end - Life.start).milliseconds / 60_000 } == [63, 68, 73, 78])
        #expect(zip(office, office.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test func `keeps records back until the clock is trusted, and puts them in their place then`() throws {
        let folder = try home.folder()
        let wrong = Timestamp(milliseconds: 86_400_000)
        var logbook = Logbook(
            Life.subjects, in: folder.books, boot: 1, from: [Totals(), Totals()], interval: .minutes(15),
            software: "test",
            at: .epoch, time: wrong, isTrusted: false)
        let outputs = Zone.Outputs(level: 2, reason: .starting)
        for zone in 0...1 { logbook.stepped(zone, Zone.Inputs(), outputs, at: .epoch) }
        logbook.roll(to: .epoch + .minutes(40))
        try folder.records.sync()
        #expect(try folder.kept.isEmpty)
        logbook.setClock(to: Life.start + .minutes(41), at: .epoch + .minutes(41))
        logbook.roll(to: .epoch + .minutes(60))
        try folder.records.sync()
        guard case .boot(let boot)? = try folder.kept.first else {
            Issue.record("the boot comes first")
            return
        }
        #expect(boot.at == Life.start)
        let first = try #require(try folder.intervals.first)
        #expect((first.start, first.end) == (Life.start, Life.start + .minutes(53)))
        #expect(first.totals[.observedTime] == 53 * 60_000)
    }

    @Test func `tells of what follows the first right time in a block of its own`() throws {
        let folder = try home.folder()
        var logbook = Logbook(
            Life.subjects, in: folder.books, boot: 1, from: [Totals(), Totals()], interval: .minutes(15),
            software: "test",
            at: .epoch, time: Timestamp(milliseconds: 0), isTrusted: false)
        logbook.stepped(0, Zone.Inputs(), Zone.Outputs(level: 2, reason: .starting), at: .epoch)
        logbook.setClock(to: Life.start + .minutes(1), at: .epoch + .minutes(1))
        logbook.stepped(0, Zone.Inputs(), Zone.Outputs(level: 0, reason: .vacant), at: .epoch + .minutes(2))
        logbook.close(at: .epoch + .minutes(3))
        try folder.traces.sync()
        let blocks = try folder.traces.contents.map { try Trace.Block(decoding: $0) }
        #expect(blocks.map(\.baseTime) == [Timestamp(milliseconds: 0), Life.start + .minutes(2)])
    }

    @Test func `closes the interval when the clock is set, and goes on in the new time`() throws {
        let folder = try home.folder()
        var logbook = try Life(seed: 3, lasting: .hours(1)).run(in: folder, until: .minutes(10))
        logbook.setClock(to: Life.start + .hours(5), at: .epoch + .minutes(12))
        logbook.roll(to: .epoch + .minutes(21))
        try folder.records.sync()
        let office = try folder.intervals.filter { $0.zone == "office" }
        #expect(
            office.map { [$0.start - Life.start, $0.end - Life.start] } == [
                [.zero, .minutes(8)], [.minutes(8), .minutes(12)], [.hours(5), .hours(5) + .minutes(8)],
            ])
        #expect(office.map { $0.totals[.observedTime] } == [8, 12, 20].map { $0 * 60_000 })
    }

    @Test(arguments: [-2_000, -1, 1, 2_000]) func `takes a small correction of the clock as it comes`(step: Int64)
        throws
    {
        let folder = try home.folder()
        var logbook = try Life(seed: 3, lasting: .hours(1)).run(in: folder, until: .minutes(10))
        let now = Instant.epoch + .minutes(12)
        logbook.setClock(to: Life.start + .minutes(12) + .milliseconds(step), at: now)
        logbook.roll(to: now + .minutes(11) + .milliseconds(-step))
        try folder.records.sync()
        let office = try folder.intervals.filter { $0.zone == "office" }
        #expect(office.map { $0.end - Life.start } == [.minutes(8), .minutes(23)])
        #expect(office.last?.totals[.observedTime] == 23 * 60_000 - step)
    }

    @Test func `notes a changed setting with who asked for it`() throws {
        let folder = try home.folder()
        var logbook = try Life(seed: 3, lasting: .hours(1)).run(in: folder, until: .minutes(10))
        let hold = try #require(Setting.named("hold"))
        var settings = Life.subjects[1].settings
        try hold.set(600, in: &settings)
        logbook.changed(1, hold, to: settings, by: "ada", at: .epoch + .minutes(30))
        try folder.records.sync()
        let change = Record.Change(
            zone: "hall", setting: hold.id, value: 600, by: "ada", at: Life.start + .minutes(30))
        #expect(try folder.kept.last == .change(change))
        #expect(try folder.intervals.last?.end == Life.start + .minutes(23), "what ended before comes before")
    }

    @Test func `says when its journal takes nothing more`() throws {
        let folder = try StateFolder(
            home.path + "/small", program: "test",
            limits: StateFolder.Limits(records: Journal.smallestLimit, traces: Journal.smallestLimit))
        var logbook = Logbook(
            Life.subjects, in: folder.books, boot: 1, from: [Totals(), Totals()], interval: .minutes(15),
            software: "test",
            at: .epoch, time: Life.start)
        #expect(logbook.failure == nil)
        logbook.roll(to: .epoch + .days(30))
        guard case .backlog? = logbook.failure else {
            Issue.record("\(String(describing: logbook.failure))")
            return
        }
        #expect(logbook.dropped > 0)
        // With room again it goes on.
        try folder.records.sync()
        let dropped = logbook.dropped
        logbook.roll(to: .epoch + .days(30) + .minutes(30))
        try folder.records.sync()
        #expect(logbook.dropped == dropped)
        let last = try #require(try folder.intervals.last)
        #expect(last.end > Life.start + .days(30))
    }

    /// A simulation that is cut off lives through its past again without writing it twice.
    @Test(arguments: 0..<40) func `that is cut off and lived again holds what it would have held`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let life = Life(seed: seed, lasting: .hours(5))
        let whole = try home.folder("whole")
        let uncut = try life.run(in: whole, until: .hours(5))
        let (records, traces) = (try whole.records.contents, try whole.traces.contents)

        var cuts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Duration.milliseconds(.random(in: 0...18_000_000, using: &random))
        }.sorted()
        cuts.append(.hours(5))
        var known = Logbook.Known()
        for cut in cuts {
            let folder = try home.folder("cut")
            let logbook = try life.run(in: folder, until: cut, known: known)
            known = Logbook.Known(records: folder.records.durable, traces: folder.traces.durable)
            if cut == .hours(5) {
                #expect([0, 1].allSatisfy { logbook.totals(of: $0) == uncut.totals(of: $0) })
                #expect(try folder.records.contents == records)
                #expect(try folder.traces.contents == traces)
            }
        }
    }
}
