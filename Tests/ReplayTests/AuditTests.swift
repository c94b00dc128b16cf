import Boards
import Control
import Journal
import Logbook
import Quantities
import Records
import Replay
import Scratch
import Settings
import Testing
import VirtualBoards
import YAML

/// What lets next year's settings be tried on this year's people.
@Suite struct `The trace of a board` {
    @Test(arguments: 1...6) func `reproduces every decision of a week, settings changed in between`(seed: UInt64) throws
    {
        let (audit, difference) = try audit(seed: seed)
        #expect(difference == nil)
        #expect(audit.decisions > 1_000)
    }

    @Test func `gives away a board that decided otherwise`() throws {
        let (_, difference) = try audit(seed: 1) { entry in
            guard var block = try? Trace.Block(decoding: entry), block.entries.count > 200 else { return entry }
            var writer = Trace.Writer(zones: 3, boot: block.boot)
            let place = block.entries.lastIndex { if case .output = $0.event { true } else { false } } ?? 0
            guard case .output(let level, _) = block.entries[place].event else { return entry }
            block.entries[place].event = .output(level: level, reason: .manualOff)
            for entry in block.entries { writer.add(entry, time: block.baseTime + (entry.at - block.base)) }
            return writer.take() ?? entry
        }
        guard case .decision(let board, let core)? = difference?.kind else {
            Issue.record("no decision differs")
            return
        }
        #expect(board.reason == .manualOff)
        #expect(core.reason != .manualOff)
    }

    private func audit(
        seed: UInt64, forging forge: ([UInt8]) -> [UInt8] = { $0 }
    ) throws -> (Audit, Audit.Difference?) {
        let home = Home()
        let folder = try StateFolder(home.path + "/state", program: "test")
        let site = try Site(parsing: Array(siteText.utf8), file: "site.yaml", boards: boards)
        let start = Timestamp(milliseconds: 1_782_777_600_000)
        var board = try VirtualBoard(site, seed: seed, in: folder.books, from: start, software: "test")
        for (day, hold) in [600.0, 300, 1_200].enumerated() {
            try board.run(until: start + .hours(Int64(day) * 50 + 33) + .milliseconds(Int64(day) * 777))
            let change = VirtualBoard.Change(
                zone: day % 2, setting: try #require(Setting.named("hold")), value: hold, by: "test")
            try board.apply(change)
            try folder.traces.sync()
        }
        try board.run(until: start + .days(7))
        try folder.traces.sync()
        var audit = Audit()
        for entry in try folder.traces.read(from: 1, atMost: 1_000_000) {
            let bytes = try #require(entry.bytes)
            if let difference = try audit.take(forge(bytes)) { return (audit, difference) }
        }
        return (audit, nil)
    }
}

private let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"

private let siteText = """
    lightwell: 1
    site: geneva
    id: geneva-east
    board: simulated
    place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich, climate: temperate }
    open: [mon-fri 07:00-20:00]
    zones:
      office:
        use: open-office
        area: 120 m2
        load: 792 W
        lamps: [GPIO17, GPIO27]
        motion: GPIO5
        light: simulated
        daylight-target: 100 lx
        lamp-share: 110 lx
        daylight-margin: 20 lx
        simulate: { people: 8, sensor: poor, window: { faces: 180 °, area: 24 m2, depth: 3 m } }
      corridor:
        use: corridor
        area: 40 m2
        load: 200 W
        lamps: GPIO23
        motion: GPIO24
        base-level: 1 step
        simulate: { people: 8, sensor: good }
      meeting:
        use: meeting-room
        area: 40 m2
        load: 400 W
        lamps: [GPIO25, GPIO12, GPIO16]
        motion: GPIO20
        simulate: { people: 8, sensor: typical }
    """
