import Boards
import Chance
import Control
import Logbook
import Quantities
import Records
import Scratch
import Settings
import Testing
import VirtualBoards

@Suite struct `A virtual board` {
    let home = Home()

    @Test func `lives the same life again for the same seed`() throws {
        let (once, again) = (try totals(seed: 7, in: "once"), try totals(seed: 7, in: "again"))
        #expect(once == again)
        #expect(once.allSatisfy { $0[.observedTime] == Duration.days(2).milliseconds })
        #expect(once.allSatisfy { $0[.occupiedTime] > 0 && $0[.lampEnergy] > 0 && $0[.switchings] > 0 })
    }

    @Test func `lives another life for another seed`() throws {
        let lives = try (0..<4).map { try totals(seed: $0, in: "life\($0)") }
        #expect(Set(lives.map { $0[0][.occupiedTime] }).count == 4)
        #expect(Set(lives.map { $0[1][.switchings] }).count > 1)
    }

    @Test func `does not depend on the paces in which it is run`() throws {
        let (whole, steps) = (try home.folder("whole"), try home.folder("steps"))
        var board = try VirtualBoard.home(in: whole)
        try board.run(until: .start + .days(1))
        var walker = try VirtualBoard.home(in: steps)
        var random = SplitMix(state: 5)
        while walker.now < .start + .days(1) {
            try walker.run(
                until: min(walker.now + .milliseconds(.random(in: 1...900_000, using: &random)), .start + .days(1)))
        }
        try whole.sync()
        try steps.sync()
        #expect(try steps.records.contents == whole.records.contents)
        #expect(try steps.traces.contents == whole.traces.contents)
    }

    @Test func `writes intervals that hold what its meter counted up to their end, and no more`() throws {
        let folder = try home.folder()
        var board = try VirtualBoard.home(in: folder)
        try board.run(until: .start + .days(2))
        try folder.sync()
        let office = try folder.intervals(of: "office")
        #expect(office.count == 2 * 96)
        #expect(office.allSatisfy { $0.end.milliseconds % 900_000 == 0 })
        for interval in office {
            // A pulse is a watt-hour.
            let difference = interval.totals[.lampEnergy] - interval.totals[.meteredEnergy]
            #expect((-1...1_000).contains(difference), "\(interval.end)")
            #expect(interval.totals[.meteredTime] == interval.totals[.observedTime])
        }
        #expect(try folder.intervals(of: "corridor").allSatisfy { $0.totals[.meteredTime] == 0 })
    }

    @Test func `puts a setting in force, writes it down, and refuses what may not be`() throws {
        let folder = try home.folder()
        let hold = try #require(Setting.named("hold"))
        var board = try VirtualBoard.home(in: folder)
        try board.run(until: .start + .minutes(20))
        try board.apply(VirtualBoard.Change(zone: 1, setting: hold, value: 600, by: "ada"))
        #expect(board.currentSettings[1].hold == .minutes(10))
        #expect(board.currentSettings[0].hold == .minutes(15))
        #expect(throws: Setting.Refused.self) {
            try board.apply(VirtualBoard.Change(zone: 1, setting: hold, value: 1, by: "ada"))
        }
        #expect(board.currentSettings[1].hold == .minutes(10))
        try folder.sync()
        #expect(
            try folder.changes == [
                Record.Change(
                    zone: "corridor", setting: hold.id, value: 600, by: "ada", at: .start + .minutes(20))
            ])
    }

    @Test func `gives back what was set for a time when that is over, and writes both down`() throws {
        let hold = try #require(Setting.named("hold"))
        let (asked, over) = (Timestamp.start + .minutes(20), Timestamp.start + .minutes(50))
        for _ in 0..<2 {
            let folder = try home.folder()
            var board = try VirtualBoard.home(in: folder)
            try board.run(until: asked)
            if try folder.changes.isEmpty {
                try board.apply(VirtualBoard.Change(zone: 1, setting: hold, value: 600, by: "ada", until: over))
                try board.apply(VirtualBoard.Change(zone: 0, setting: .shed, value: 25, by: "grid"))
            }
            try board.run(until: over)
            #expect(board.currentSettings[1].hold == .minutes(10))
            try board.run(until: .start + .hours(6))
            #expect(board.currentSettings[1].hold == .minutes(15))
            #expect(board.currentSettings[0].shed == 0, "an order lapses though nobody said when")
            try folder.sync()
            let shed = asked + .hours(4)
            #expect(
                try folder.changes == [
                    Record.Change(zone: "corridor", setting: hold.id, value: 600, by: "ada", at: asked, until: over),
                    Record.Change(
                        zone: "office", setting: Setting.shed.id, value: 25, by: "grid", at: asked, until: shed),
                    Record.Change(zone: "corridor", setting: hold.id, value: 900, by: "lapsed", at: over),
                    Record.Change(zone: "office", setting: Setting.shed.id, value: 0, by: "lapsed", at: shed),
                ])
        }
    }

    @Test func `switched on again goes on with its registers, in another boot`() throws {
        do {
            let folder = try home.folder()
            var board = try VirtualBoard.home(in: folder)
            try board.run(until: .start + .hours(3))
            try folder.sync()
        }
        let folder = try home.folder()
        let before = try #require(try folder.intervals(of: "office").last)
        var board = try VirtualBoard.home(in: folder, isNewBoot: true)
        #expect(board.now == before.end)
        try board.run(until: .start + .hours(4))
        try folder.sync()
        let after = try folder.intervals(of: "office")
        #expect(after.count == 16 && after[12].boot == before.boot + 1 && after[12].start == before.end)
        #expect(after[12].totals[.observedTime] == before.totals[.observedTime] + 900_000)
        #expect(after[12].totals[.lampEnergy] >= before.totals[.lampEnergy])
    }

    @Test func `that was cut off right after a change has it again, and writes it once`() throws {
        let hold = try #require(Setting.named("hold"))
        let moment = Timestamp.start + .hours(2) + .milliseconds(1)
        for _ in 0..<3 {
            let folder = try home.folder()
            var board = try VirtualBoard.home(in: folder)
            try board.run(until: moment)
            if try folder.changes.isEmpty {
                try board.apply(VirtualBoard.Change(zone: 0, setting: hold, value: 300, by: "ada"))
            } else {
                #expect(board.currentSettings[0].hold == .minutes(15), "not before its moment")
                try board.run(until: moment + .milliseconds(1))
            }
            #expect(board.currentSettings[0].hold == .minutes(5))
            try folder.sync()
            #expect(try folder.changes.count == 1)
        }
    }

    @Test func `that is cut off after a zone forgot forgets again, and writes it once`() throws {
        let moment = Timestamp.start + .hours(5) + .milliseconds(1)
        let uncut = try home.folder("uncut")
        var board = try VirtualBoard.home(in: uncut)
        try board.run(until: moment)
        #expect(try #require(board.learned(of: 0)).hours > 0.1)
        board.resetLearned(of: 0, by: "ada")
        #expect(board.learned(of: 0)?.hours == 0)
        try uncut.sync()
        #expect(
            try uncut.changes == [
                Record.Change(zone: "office", setting: Record.Change.reset, value: 1, by: "ada", at: moment)
            ])
        let cut = try home.folder("cut")
        for end in [moment, .start + .days(1)] {
            var life = try VirtualBoard.home(in: cut)
            try life.run(until: moment)
            if try cut.changes.isEmpty { life.resetLearned(of: 0, by: "ada") }
            try life.run(until: end)
            try cut.sync()
        }
        try board.run(until: .start + .days(1))
        try uncut.sync()
        #expect(try cut.records.contents == uncut.records.contents)
        #expect(try cut.traces.contents == uncut.traces.contents)
    }

    /// Power may fail between any two syncs; settings that were changed by then hold again from their moment.
    @Test(arguments: 0..<12) func `that is cut off and resumed writes what it would have written`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let end = Timestamp.start + .days(2)
        let changes = try randomChanges(&random)
        let uncut = try home.folder("uncut")
        var board = try VirtualBoard.home(seed: seed, in: uncut)
        for (at, change) in changes {
            try board.run(until: at)
            try board.apply(change)
        }
        try board.run(until: end)
        try uncut.sync()

        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let folder = try home.folder("cut")
            var life = try VirtualBoard.home(seed: seed, in: folder)
            let cut = try resume(&life, in: folder, with: changes, until: moment(&random))
            try folder.sync()
            // What happens from here on is lost.
            try life.run(until: cut + .milliseconds(.random(in: 0...3_600_000, using: &random)))
        }
        let folder = try home.folder("cut")
        var last = try VirtualBoard.home(seed: seed, in: folder)
        try resume(&last, in: folder, with: changes, until: end)
        try folder.sync()
        #expect([0, 1].allSatisfy { last.totals(of: $0) == board.totals(of: $0) })
        #expect(try folder.changes.count == changes.count)
        #expect(try folder.records.contents == uncut.records.contents)
        #expect(try folder.traces.contents == uncut.traces.contents)
    }

    private func moment(_ random: inout SplitMix) -> Timestamp {
        .start + .milliseconds(.random(in: 1...172_799_999, using: &random))
    }

    private func randomChanges(_ random: inout SplitMix) throws -> [(at: Timestamp, change: VirtualBoard.Change)] {
        let settings = [("hold", [60.0, 300, 3_600]), ("daylight-target", [0, 300, 600]), ("warning", [0, 10])]
        let moments = (0..<Int.random(in: 0...4, using: &random)).map { _ in moment(&random) }.sorted()
        return try moments.map { at in
            let (key, values) = try #require(settings.randomElement(using: &random))
            let change = VirtualBoard.Change(
                zone: .random(in: 0...1, using: &random), setting: try #require(Setting.named(key)),
                value: try #require(values.randomElement(using: &random)), by: "somebody")
            return (at, change)
        }
    }

    /// Runs on, and makes the changes that no earlier life has made.
    @discardableResult
    private func resume(
        _ board: inout VirtualBoard, in folder: StateFolder,
        with changes: [(at: Timestamp, change: VirtualBoard.Change)], until end: Timestamp
    ) throws -> Timestamp {
        let made = try folder.changes.count
        for (at, change) in changes.dropFirst(made) where at < end {
            try board.run(until: at)
            try board.apply(change)
        }
        try board.run(until: end)
        return board.now
    }

    private func totals(seed: UInt64, in name: String) throws -> [Totals] {
        var board = try VirtualBoard.home(seed: seed, in: home.folder(name))
        try board.run(until: .start + .days(2))
        return [board.totals(of: 0), board.totals(of: 1)]
    }
}

@Suite struct `Motion in a virtual room` {
    /// A day's last pulse ends with the day. Losing that edge would leave people in an empty room until morning.
    @Test func `does not outlast midnight`() throws {
        let home = Home()
        let folder = try home.folder()
        let text = """
            lightwell: 1
            site: geneva
            id: crowd
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
            records: 60 min
            zones:
              hall:
                use: open-office
                area: 900 m2
                load: 6 kW
                lamps: GPIO17
                motion: GPIO5
                simulate: { people: 200, sensor: good }

            """
        var board = try VirtualBoard(
            Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards), seed: 3, in: folder.books,
            from: Timestamp(milliseconds: 1_782_770_400_000), software: "test")
        try board.run(until: board.now + .days(20))
        try folder.sync()
        let entries = try folder.traces.contents.compactMap { try? Trace.Block(decoding: $0) }.flatMap { block in
            block.entries.map { (time: block.baseTime + ($0.at - block.base), event: $0.event) }
        }
        var isMoving = false
        var midnights = 0
        for (before, after) in zip(entries, entries.dropFirst()) {
            if case .motion(let motion?) = before.event { isMoving = motion.isActive }
            // Local midnight is 22:00 UTC.
            let midnight = (after.time + .hours(2)).milliseconds / 86_400_000 * 86_400_000
            if isMoving, (before.time + .hours(2)).milliseconds < midnight {
                midnights += 1
                #expect(after.time + .hours(2) < Timestamp(milliseconds: midnight) + .minutes(1))
            }
        }
        #expect(midnights > 0)
    }
}
