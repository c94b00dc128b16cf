import Boards
import Glibc
import Journal
import Logbook
import Quantities
import Recordings
import Records
import Score
import Scratch
import VirtualBoards
import YAML

extension Home {
    /// A place for the memory of a board.
    func folder(_ name: String = "board") throws -> StateFolder { try StateFolder(path + "/" + name, program: "test") }
}

extension Site {
    /// Two zones, one with a meter and a window; records every quarter of an hour.
    static func home() throws -> Site {
        try Site(parsing: Array(SiteText.home.utf8), file: "site.yaml", boards: boards)
    }

    /// The folder of board files that we ship.
    static let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"
}

enum SiteText {
    /// Two zones, one with a meter and a window; records every quarter of an hour.
    static let home = """
        lightwell: 1
        site: geneva
        id: geneva-east
        board: simulated
        place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
        open: [mon-fri 07:00-19:00]
        records: 15 min
        zones:
          office:
            use: open-office
            area: 120 m2
            load: 800 W
            standby: 4 W
            lamps: [GPIO17, GPIO27]
            motion: GPIO5
            meter: { line: GPIO22, pulses-per-kwh: 1000, maximum: 3 kW }
            light: simulated
            daylight-target: 400 lx
            simulate:
              people: 6
              window: { faces: 180 °, area: 18 m2, depth: 3 m }
          corridor:
            use: corridor
            area: 40 m2
            load: 100 W
            lamps: GPIO23
            motion: GPIO24

        """
}

extension Timestamp {
    /// Tuesday, 2026-06-30T06:00:30Z: neither on a quarter nor on a minute.
    static let start = Timestamp(milliseconds: 1_782_799_230_000)
}

extension VirtualBoard {
    static func home(
        seed: UInt64 = 1, in folder: StateFolder, stand: Stand? = nil, from start: Timestamp = .start,
        isNewBoot: Bool = false
    ) throws -> VirtualBoard {
        try VirtualBoard(
            .home(), seed: seed, in: folder.books, from: start, stand: stand, software: "test", isNewBoot: isNewBoot)
    }
}

extension StateFolder {
    func sync() throws {
        try records.sync()
        try traces.sync()
    }

    var kept: [Record] {
        get throws { try records.contents.map { try Record(decoding: $0) } }
    }
    var boots: [Record.Boot] {
        get throws { try kept.compactMap { if case .boot(let boot) = $0 { boot } else { nil } } }
    }
    var changes: [Record.Change] {
        get throws { try kept.compactMap { if case .change(let change) = $0 { change } else { nil } } }
    }
    func intervals(of zone: String) throws -> [Record.Interval] {
        try kept.compactMap {
            if case .interval(let interval) = $0, interval.zone == zone { interval } else { nil }
        }
    }
}

extension Journal {
    var contents: [[UInt8]] { get throws { try read(from: 1, atMost: 1_000_000).compactMap(\.bytes) } }
}

extension Course {
    /// When somebody was there.
    var stays: [Range<Timestamp>] {
        var stays: [Range<Timestamp>] = []
        var since: Timestamp?
        for step in people.steps {
            if let start = since, start < step.time { stays.append(start..<step.time) }
            since = step.value == true ? step.time : nil
        }
        if let since, since < end { stays.append(since..<end) }
        return stays
    }
}
