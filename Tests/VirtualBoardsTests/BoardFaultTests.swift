import Boards
import Chance
import Control
import Logbook
import Quantities
import Records
import Scratch
import Testing
import VirtualBoards

/// What breaks of a board itself: its power and its clock.
@Suite struct `A virtual board in trouble` {
    let home = Home()
    let end = Breakable.start + .days(2)

    @Test func `loses no more than a minute of its registers to a power cut, and starts lit`() throws {
        let folder = try home.folder()
        let cut = Breakable.start + .hours(33) + .minutes(7) + .seconds(50)
        var board = try board("t=33h7m50s,for=2h,power=off", folder)
        try board.run(until: cut)
        #expect(board.outputs == nil)
        let left = board.totals(of: 0)[.observedTime]
        #expect((0...60_000).contains((cut - Breakable.start).milliseconds - left))
        try board.run(until: cut + .hours(2) + .milliseconds(1))
        let levels = try #require(board.outputs).map(\.level)
        #expect(zip(levels, board.currentSettings).allSatisfy { $0 == $1.steps || $1.daylight.target > .zero })
        try board.run(until: end)
        try folder.sync()
        let boots = try folder.boots
        #expect(boots.map(\.number) == [1, 2])
        #expect(boots[1].at == cut + .hours(2))
        // Nobody wrote down what came after the last interval, and registers go on from what was kept.
        let office = try folder.intervals(of: "office")
        #expect(!office.contains { $0.end == cut })
        let before = try #require(office.last { $0.boot == 1 })
        let after = try #require(office.first { $0.boot == 2 })
        #expect(before.end == Breakable.start + .hours(33))
        #expect(after.start == boots[1].at)
        for total in Total.allCases { #expect(before.totals[total] <= after.totals[total]) }
    }

    @Test func `lives through its troubles in any paces, and again after it was cut off`() throws {
        let (whole, steps) = (try home.folder("whole"), try home.folder("steps"))
        let script = [
            "t=9h31m,for=40m,power=off", "t=14h,for=3h,clock=+2h", "t=26h,for=1h,clock=untrusted",
            "t=26h30m,for=10m,power=off", "t=30h,for=9h,zone=*,pir=chattering", "t=40h,for=2m,power=off",
        ]
        var board = try board(script, whole)
        try board.run(until: end)
        var random = SplitMix(state: 3)
        for _ in 0..<3 {
            var walker = try self.board(script, steps)
            let stop = Breakable.start + .milliseconds(.random(in: 1...172_000_000, using: &random))
            while walker.now < stop {
                try walker.run(until: min(stop, walker.now + .milliseconds(.random(in: 1...9_000_000, using: &random))))
            }
            try steps.sync()
        }
        var last = try self.board(script, steps)
        try last.run(until: end)
        try whole.sync()
        try steps.sync()
        #expect(try steps.records.contents == whole.records.contents)
        #expect(try steps.traces.contents == whole.traces.contents)
    }

    @Test func `writes its records by its own clock, and closes an interval when that is set`() throws {
        let folder = try home.folder()
        var board = try board("t=10h5m,for=4h,clock=+2h", folder)
        try board.run(until: Breakable.start + .days(1))
        try folder.sync()
        let office = try folder.intervals(of: "office")
        let step = Breakable.start + .hours(10) + .minutes(5)
        let place = try #require(office.firstIndex { $0.end == step })
        #expect(office[place + 1].start == step + .hours(2))
        #expect(office[place + 1].end == step + .hours(2) + .minutes(10))
        let back = try #require(office.firstIndex { $0.end == step + .hours(6) })
        #expect(office[back + 1].start == step + .hours(4))
        #expect(office.last?.totals[.observedTime] == Duration.days(1).milliseconds)
    }

    @Test func `keeps its records until it knows the time`() throws {
        let folder = try home.folder()
        var board = try board(["t=9h,for=30m,power=off", "t=9h,for=2h,clock=untrusted"], folder)
        let known = Breakable.start + .hours(11)
        try board.run(until: known - .seconds(1))
        try folder.sync()
        #expect(try folder.boots.count == 1)
        try board.run(until: known + .hours(1))
        try folder.sync()
        let boots = try folder.boots
        #expect(boots.count == 2 && boots[1].at == Breakable.start + .hours(9) + .minutes(30))
        let first = try #require(try folder.intervals(of: "office").first { $0.boot == 2 })
        #expect(first.start == boots[1].at)
    }

    @Test func `tells what happened, whether or not somebody asks`() throws {
        let script = ["t=9h31m,for=40m,power=off", "t=14h,for=3h,clock=+2h", "t=12h,for=1h,zone=office,light=lost"]
        var plain = try board(script, home.folder("plain"))
        var traced = try board(script, home.folder("traced"), isTraced: true)
        try plain.run(until: Breakable.start + .days(1))
        var happenings: [Happening] = []
        for hour in 1...24 {
            try traced.run(until: Breakable.start + .hours(Int64(hour)))
            happenings += traced.takeHappenings()
        }
        for zone in 0..<5 { #expect(plain.totals(of: zone) == traced.totals(of: zone)) }
        #expect(plain.takeHappenings().isEmpty)
        #expect(happenings.map(\.time) == happenings.map(\.time).sorted())
        let own = happenings.filter { $0.zone == nil }.map(\.event)
        #expect(own == [.boot(1), .off(isCut: true), .boot(2), .clock(.hours(2)), .clock(.zero)])
        let faults = happenings.filter { $0.zone == 0 }.compactMap { happening -> Fault? in
            if case .faults(let faults) = happening.event { faults } else { nil }
        }
        #expect(faults == [.lightLost, []])
        let level = happenings.last { if case .level = $0.event { $0.zone == 0 } else { false } }
        #expect(level?.event == .level(try #require(traced.outputs)[0].level, of: 2))
    }

    private func board(_ script: String, _ folder: StateFolder) throws -> VirtualBoard {
        try board([script], folder)
    }

    private func board(_ script: [String], _ folder: StateFolder, isTraced: Bool = false) throws -> VirtualBoard {
        let site = try Breakable.site()
        var reader = FaultReader(site, from: Breakable.start)
        return try VirtualBoard(
            site, seed: 1, in: folder.books, from: Breakable.start, script: reader.read(options: script, files: []),
            isTraced: isTraced, software: "test")
    }
}
