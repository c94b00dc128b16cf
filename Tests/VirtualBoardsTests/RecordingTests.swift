import Boards
import Calendars
import Chance
import Control
import Logbook
import Quantities
import Recordings
import Records
import Scratch
import Settings
import Testing
import VirtualBoards

@Suite struct `A recording` {
    let home = Home()

    @Test func `drives its zone`() throws {
        let folder = try home.folder()
        // Motion from 8:10 to 8:20; hold and warning keep the lamps lit a little longer.
        var board = try board(in: folder, with: rows(0..<120, motion: 10..<20))
        try board.run(until: eight + .minutes(15))
        #expect(board.inputs?[1].motion == Motion(isActive: true, onsets: WrappingCount(1)))
        #expect(board.outputs?[1].reason == .occupied)
        try board.run(until: eight + .minutes(30))
        #expect(board.outputs?[1].reason == .hold)
        try board.run(until: eight + .minutes(60))
        #expect(board.outputs?[1].level == 0)
        let totals = board.totals(of: 1)
        #expect(totals[.occupiedTime] == Duration.minutes(10).milliseconds)
        #expect(totals[.observedTime] == Duration.minutes(60).milliseconds)
    }

    @Test func `leaves the board without power where it is silent, and boots it afterwards`() throws {
        let folder = try home.folder()
        var board = try board(in: folder, with: rows(0..<30, 120..<140, motion: 10..<20))
        try board.run(until: eight + .minutes(60))
        #expect(board.outputs == nil)
        let before = board.totals(of: 1)
        try board.run(until: eight + .minutes(300))
        try folder.sync()
        #expect(
            try folder.boots == [
                Record.Boot(number: 1, at: eight, software: "test"),
                Record.Boot(number: 2, at: eight + .minutes(120), software: "test"),
            ])
        let intervals = try folder.intervals(of: "corridor")
        #expect(intervals.map { ($0.end - eight).milliseconds / 60_000 } == [15, 30, 135, 140])
        #expect(intervals.map(\.boot) == [1, 1, 2, 2])
        #expect(intervals[1].totals == before)
        #expect(intervals[3].totals == board.totals(of: 1))
        #expect(board.totals(of: 1)[.observedTime] == Duration.minutes(50).milliseconds)
    }

    @Test func `teaches its zone across the gaps`() throws {
        let text = SiteText.home.replacing(
            "motion: GPIO24\n", with: "motion: GPIO24\n    passage: no\n    hold: adaptive\n")
        let site = try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards)
        var board = try VirtualBoard(
            site, seed: 1, in: home.folder().books, from: eight,
            stand: VirtualBoard.Stand(zone: 1, recording: try rows(0..<60, 120..<140, motion: 0..<50)), software: "test"
        )
        try board.run(until: eight + .minutes(59))
        let before = try #require(board.learned(of: 1)).hours
        try board.run(until: eight + .minutes(100))
        #expect(board.learned(of: 1) == nil)
        try board.run(until: eight + .minutes(130))
        #expect(before > 0.5 && board.learned(of: 1).map { $0.hours >= before } == true)
        board.resetLearned(of: 1, by: "ada")
        #expect(board.learned(of: 1)?.hours == 0)
    }

    @Test func `counts people where it knows them, whatever the sensor sees`() throws {
        var board = try board(
            in: home.folder(),
            with: rows(0..<120, motion: 10..<20, other: ("occupied", { (40..<70).contains($0) ? "1" : "0" })))
        try board.run(until: eight + .minutes(119))
        #expect(board.totals(of: 1)[.occupiedTime] == Duration.minutes(30).milliseconds)
        #expect(board.totals(of: 1)[.darkOccupiedTime] > 0)
    }

    @Test func `without daylight leaves the light of its zone out of control`() throws {
        let recording = try rows(0..<120, motion: 0..<120)
        var board = try VirtualBoard.home(
            in: home.folder(), stand: VirtualBoard.Stand(zone: 0, recording: recording), from: eight)
        #expect(board.currentSettings[0].daylight.target == .zero)
        try board.run(until: eight + .minutes(110))
        #expect(board.outputs?[0].reason == .occupied)
    }

    @Test func `with daylight lets it decide`() throws {
        let recording = try rows(
            0..<120, motion: 0..<120, other: ("daylight_lux", { $0 < 60 ? "5" : "4000" }))
        var board = try VirtualBoard.home(
            in: home.folder(), stand: VirtualBoard.Stand(zone: 0, recording: recording), from: eight)
        #expect(board.currentSettings[0].daylight.target == Lux(400))
        try board.run(until: eight + .minutes(59))
        #expect(board.outputs?[0].reason == .occupied)
        #expect(board.outputs?[0].level == 2)
        try board.run(until: eight + .minutes(119))
        #expect(board.outputs?[0].reason == .daylight)
        #expect(board.outputs?[0].level == 0)
    }

    @Test(arguments: 0..<8) func `that is cut off and resumed is told as it would have been`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let recording = try rows(0..<30, 120..<140, 200..<420, motion: 10..<250)
        let end = eight + .minutes(500)
        let uncut = try home.folder("uncut")
        var whole = try board(in: uncut, with: recording)
        try whole.run(until: end)
        try uncut.sync()
        for cut in [end - .milliseconds(.random(in: 1...29_000_000, using: &random)), end] {
            let folder = try home.folder("cut")
            var part = try board(in: folder, with: recording)
            try part.run(until: cut)
            try folder.sync()
        }
        let folder = try home.folder("cut")
        #expect(try folder.boots.count == 3)
        #expect(try folder.records.contents == uncut.records.contents)
        #expect(try folder.traces.contents == uncut.traces.contents)
    }

    private let eight = Timestamp(milliseconds: 1_782_806_400_000)

    private func board(in folder: StateFolder, with recording: Recording) throws -> VirtualBoard {
        try VirtualBoard.home(in: folder, stand: VirtualBoard.Stand(zone: 1, recording: recording), from: eight)
    }

    /// A row a minute, in minutes after eight; one more column if need be.
    private func rows(
        _ runs: Range<Int>..., motion: Range<Int>, other: (name: String, cell: (Int) -> String)? = nil
    ) throws -> Recording {
        var lines = ["timestamp,motion" + (other.map { "," + $0.name } ?? "")]
        for minute in runs.joined() {
            let (hours, minutes) = (8 + minute / 60, minute % 60)
            let time = "2026-06-30T\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes):00Z"
            lines.append("\(time),\(motion.contains(minute) ? 1 : 0)" + (other.map { "," + $0.cell(minute) } ?? ""))
        }
        return try Recording(csv: Array(lines.joined(separator: "\n").utf8), named: "room.csv")
    }
}
