import Boards
import Control
import Fleet
import Journal
import Logbook
import Quantities
import Telemetry
import Testing
import Uplink
import VirtualBoards

@Suite struct `What a virtual board tells its uplink` {
    @Test func `includes what is broken, and that it is mended`() throws {
        var board = try board("t=9h,for=2h,zone=room,pir=lost", "t=9h,for=2h,zone=hall,light=lost")
        #expect(try told(&board, after: .hours(8)).allSatisfy { $0.faults.isEmpty })
        let broken = try told(&board, after: .hours(10))
        #expect(broken.map(\.faults) == [.motionLost, .lightLost])
        #expect(broken[0].reason == .motionLost && broken[1].illuminance == nil)
        #expect(try told(&board, after: .hours(12)).allSatisfy { $0.faults.isEmpty })
    }

    /// A silent sensor is found by a movement: the moment of that is not told.
    @Test func `hides the moment at which a movement shows a fault until the interval is over`() throws {
        var board = try board("t=9h,zone=room,pir=stuck-low")
        let liaison = try Teller(board)
        var told: [Timestamp] = []
        var known: Timestamp?
        for minute in 1...60 * 14 {
            try liaison.tell(&board, until: Self.start + .minutes(Int64(minute)))
            if known == nil, board.outputs?[0].faults.contains(.motionSilent) == true { known = board.now }
            if liaison.zones[0].faults.contains(.motionSilent) { told.append(board.now) }
        }
        let (found, first) = (try #require(known), try #require(told.first))
        #expect(first == found || first == found.next(multipleOf: .minutes(15)))
        #expect(first.milliseconds % 900_000 == 0)
    }

    @Test func `includes hold time, plugs and setback as control has them`() throws {
        var board = try board()
        let liaison = try Teller(board)
        var seen: Set<Bool> = []
        for quarter in 1...96 {
            try liaison.tell(&board, until: Self.start + .minutes(15 * Int64(quarter)))
            let outputs = try #require(board.outputs)
            for (zone, output) in zip(liaison.zones, outputs) {
                #expect(zone.level == output.level && zone.plugs == output.plugs && zone.setback == output.setback)
                #expect(zone.knowledge.hold == output.hold)
                seen.insert(zone.plugs)
            }
        }
        #expect(seen == [true, false])
    }

    /// The law: hold and motion are one word, and their difference does not even move the time of the last change.
    @Test func `never tells motion from hold`() throws {
        var board = try board()
        let liaison = try Teller(board)
        var (last, reasons) = (liaison.zones[0], Set<Reason>())
        for minute in 1...60 * 24 {
            try liaison.tell(&board, until: Self.start + .minutes(Int64(minute)))
            reasons.insert(try #require(board.outputs)[0].reason)
            let zone = liaison.zones[0]
            #expect(zone.reason != .hold && zone.reason != .latched)
            var same = zone
            same.changed = last.changed
            #expect((zone.changed == last.changed) == (same == last))
            last = zone
        }
        #expect(reasons.isSuperset(of: [.hold, .occupied, .vacant]))
    }

    private func told(
        _ board: inout VirtualBoard, after time: Quantities.Duration
    ) throws -> [BoardState.ZoneState] {
        let liaison = try Teller(board)
        try liaison.tell(&board, until: Self.start + time)
        return liaison.zones
    }

    /// Tells of one board.
    private final class Teller {
        private var liaison: Liaison
        private let handover: Handover

        init(_ board: VirtualBoard) throws {
            let site = try `What a virtual board tells its uplink`.site
            handover = Handover(
                Liaison.state(
                    of: site, settings: board.currentSettings, journal: "test", software: "test", at: board.now))
            liaison = Liaison(of: site, through: handover)
        }

        func tell(_ board: inout VirtualBoard, until time: Timestamp) throws {
            try board.run(until: time)
            liaison.show(board)
        }

        var zones: [BoardState.ZoneState] { handover.state.zones }
    }

    private func board(_ faults: String...) throws -> VirtualBoard {
        var reader = FaultReader(try Self.site, from: Self.start)
        return try VirtualBoard(
            try Self.site, seed: 1, in: .inMemory(limit: 1 << 20), from: Self.start,
            script: try reader.read(options: faults, files: []), software: "test")
    }

    /// Monday, 2026-06-01, midnight UTC.
    private static let start = Timestamp(milliseconds: 1_780_272_000_000)

    private static var site: Site {
        get throws { try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards) }
    }

    private static let text = """
        lightwell: 1
        site: geneva
        id: board
        board: simulated
        place: { latitude: 46.23 °, longitude: 6.14 °, timezone: UTC }
        records: 15 min
        zones:
          room:
            use: meeting-room
            area: 30 m2
            load: 300 W
            lamps: GPIO26
            motion: GPIO12
            button: GPIO13
            door: GPIO16
            plugs: GPIO19
            simulate: { people: 4 }
          hall:
            use: open-office
            area: 120 m2
            load: 800 W
            lamps: [GPIO17, GPIO27]
            motion: GPIO5
            light: simulated
            daylight-target: 100 lx
            simulate: { people: 6, window: { faces: 180 °, area: 18 m2, depth: 3 m } }
        """
}
